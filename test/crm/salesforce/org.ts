import type { SalesforceOptions } from 'account-village/salesforce'
import { id, type ObjectName, type RestRecord, rest } from './records.js'

/** What an org holds, by object. */
export type Org = ReadonlyMap<ObjectName, readonly RestRecord[]>

const at = (day: string): string => `${day}T08:15:00.000+0000`
const [GROUP, PLANT, OTHER] = [id('Account', 'Group'), id('Account', 'Plant'), id('Account', 'Other')]
const [ANNA, BERT, CARLA, DAVID, EVE] = ['Anna1', 'Bert1', 'Carla', 'David', 'Eve01'].map(key => id('Contact', key))
const [KIM, LEE] = [id('User', 'Kim01'), id('User', 'Lee01')]
const [RENEWAL, PILOT] = [id('Opportunity', 'Renew'), id('Opportunity', 'Pilot')]

const done = (fields: object) => ({ Status: 'Completed', IsClosed: true, IsDeleted: false, CreatedDate: at('2026-03-02'), ...fields })

/** A small org with every kind of record, and something wrong or left out of most of them. */
export const ORG: Org = new Map<ObjectName, RestRecord[]>([
  [
    'Account',
    [
      rest('Account', 'Group', { Name: 'Nordwalz', ParentId: null, Share__c: null, CreatedDate: at('2024-01-08'), IsDeleted: false }),
      rest('Account', 'Plant', { Name: 'Nordwalz Süd', ParentId: GROUP, Share__c: 0.4, CreatedDate: at('2024-01-08'), IsDeleted: false }),
      rest('Account', 'Other', { Name: 'Ölbach', ParentId: OTHER, Share__c: null, CreatedDate: at('2024-01-08'), IsDeleted: false }),
      rest('Account', 'Gone1', { Name: 'Altwerk', IsDeleted: true, MasterRecordId: OTHER }),
    ],
  ],
  [
    'Contact',
    [
      rest('Contact', 'Anna1', {
        AccountId: PLANT,
        Name: 'Anna Kurz',
        Title: 'Engineer',
        Department: 'Maintenance',
        ReportsToId: BERT,
        Mood__c: 4,
        Mood_Date__c: '2026-02-03',
        CreatedDate: at('2024-02-05'),
      }),
      rest('Contact', 'Bert1', {
        AccountId: GROUP,
        Name: 'Bert "B" O’Hara, PhD',
        Email: 'bert@nordwalz.example',
        Department: 'Finance',
        ReportsToId: ANNA,
        CreatedDate: at('2024-02-05'),
      }),
      rest('Contact', 'Carla', {
        AccountId: PLANT,
        FirstName: 'Carla',
        LastName: 'Ngozi',
        Department: 'maintenance',
        Share__c: 0.5,
        Veto__c: 'safety',
        ReportsToId: ANNA,
        CreatedDate: at('2024-02-05'),
      }),
      rest('Contact', 'David', {
        AccountId: OTHER,
        Name: 'David Ito',
        ReportsToId: DAVID,
        CreatedDate: at('2024-02-05'),
        IsDeleted: false,
      }),
      rest('Contact', 'Eve01', { AccountId: GROUP, Name: 'Eve Forgotten', IndividualId: id('Individual', 'Indiv'), Department: 'Legal' }),
      rest('Contact', 'Frida', { AccountId: GROUP, Name: 'Frida Merged', IsDeleted: true, MasterRecordId: BERT }),
    ],
  ],
  ['Individual', [rest('Individual', 'Indiv', { ShouldForget: true, HasOptedOutProfiling: false, HasOptedOutProcessing: false })]],
  [
    'AccountContactRelation',
    [
      rest('AccountContactRelation', 'Rel01', {
        AccountId: PLANT,
        ContactId: ANNA,
        Roles: 'Business User;Influencer',
        IsDirect: true,
        IsActive: true,
        StartDate: '2024-02-05',
        EndDate: null,
        CreatedDate: at('2024-02-05'),
      }),
      rest('AccountContactRelation', 'Rel02', {
        AccountId: OTHER,
        ContactId: ANNA,
        Roles: 'Champion',
        IsDirect: false,
        IsActive: false,
        StartDate: '2024-06-01',
        EndDate: '2025-06-30',
        CreatedDate: at('2024-06-01'),
      }),
      rest('AccountContactRelation', 'Rel03', {
        AccountId: OTHER,
        ContactId: CARLA,
        Roles: 'Coach',
        IsDirect: false,
        IsActive: false,
        StartDate: null,
        EndDate: null,
      }),
      rest('AccountContactRelation', 'Rel04', { AccountId: PLANT, ContactId: EVE, Roles: 'Seer', IsDirect: false, IsActive: true }),
      rest('AccountContactRelation', 'Rel05', { AccountId: GROUP, ContactId: id('Contact', 'Frida'), Roles: 'Payer', IsActive: true }),
    ],
  ],
  [
    'Opportunity',
    [
      rest('Opportunity', 'Renew', {
        AccountId: GROUP,
        Name: 'Renewal',
        StageName: 'Proposal',
        Amount: 90_000,
        CurrencyIsoCode: 'EUR',
        CloseDate: '2027-02-26',
        IsClosed: false,
        IsWon: false,
        Type: 'Renewal',
        CreatedDate: at('2026-01-12'),
      }),
      rest('Opportunity', 'Pilot', {
        AccountId: PLANT,
        Name: 'Pilot',
        StageName: 'Closed Lost',
        Amount: 12_500.5,
        CurrencyIsoCode: null,
        CloseDate: '2025-11-28',
        IsClosed: true,
        IsWon: false,
        Type: 'Tender',
        CreatedDate: at('2025-05-05'),
      }),
    ],
  ],
  [
    'OpportunityContactRole',
    [
      rest('OpportunityContactRole', 'Part1', {
        OpportunityId: RENEWAL,
        ContactId: BERT,
        Role: 'Economic Buyer',
        IsPrimary: true,
        CreatedDate: at('2026-01-12'),
      }),
      rest('OpportunityContactRole', 'Part2', {
        OpportunityId: RENEWAL,
        ContactId: DAVID,
        Role: 'Blocker',
        IsPrimary: false,
        Veto__c: true,
      }),
      rest('OpportunityContactRole', 'Part3', { OpportunityId: PILOT, ContactId: id('Contact', 'Nobdy'), Role: 'Coach' }),
    ],
  ],
  [
    'User',
    [
      rest('User', 'Kim01', { Name: 'Kim Sørensen', Title: 'Account executive', Email: 'kim@us.example', IsActive: true }),
      rest('User', 'Lee01', {
        FirstName: 'Lee',
        LastName: 'Ito',
        Department: 'Support',
        IsActive: false,
        LastModifiedDate: at('2026-02-02'),
      }),
    ],
  ],
  [
    'Task',
    [
      rest(
        'Task',
        'Task1',
        done({
          AccountId: PLANT,
          WhoId: ANNA,
          WhatId: PILOT,
          TaskSubtype: 'Call',
          CallDurationInSeconds: 600,
          ActivityDate: '2026-03-02',
          Mood__c: 5,
          Driver__c: CARLA,
          OwnerId: KIM,
        }),
      ),
      rest('Task', 'Task2', done({ AccountId: GROUP, WhoId: EVE, TaskSubtype: 'Email', ActivityDate: '2026-03-03', Mood__c: 1 })),
      rest('Task', 'Task3', done({ AccountId: GROUP, WhoId: id('Lead', 'Lead1'), Type: 'Letter', ActivityDate: '2026-03-04' })),
      rest('Task', 'Task4', {
        AccountId: GROUP,
        WhoId: BERT,
        Subject: 'Call Bert',
        OwnerId: KIM,
        Owner: { Name: 'Kim' },
        Status: 'In Progress',
        IsClosed: false,
        ActivityDate: '2026-03-05',
        CreatedDate: at('2026-03-02'),
      }),
      rest('Task', 'Task6', { AccountId: GROUP, WhoId: BERT, ActivityDate: '2026-03-06' }),
      rest(
        'Task',
        'Task5',
        done({ AccountId: id('Account', 'Gone1'), WhoId: DAVID, ActivityDate: null, CompletedDateTime: at('2026-03-06'), Mood__c: 9 }),
      ),
    ],
  ],
  [
    'Event',
    [
      rest('Event', 'Evnt1', {
        AccountId: GROUP,
        OwnerId: LEE,
        WhoId: BERT,
        WhatId: RENEWAL,
        StartDateTime: at('2026-04-01'),
        ActivityDate: '2026-04-01',
        DurationInMinutes: 45,
        IsChild: false,
        Mood__c: 2,
        CreatedDate: at('2026-04-02'),
      }),
      rest('Event', 'Evnt2', { AccountId: GROUP, WhoId: BERT, StartDateTime: at('2026-04-01'), DurationInMinutes: 45, IsChild: true }),
      rest('Event', 'Evnt3', {
        AccountId: PLANT,
        WhoId: DAVID,
        StartDateTime: null,
        ActivityDate: '2026-04-07',
        IsAllDayEvent: true,
        DurationInMinutes: 1440,
        IsChild: false,
      }),
    ],
  ],
  ['BuyingCommittee', [rest('BuyingCommittee', 'Comm1', { AccountId: GROUP, Name: 'Rolling mill', CreatedDate: at('2026-01-12') })]],
  [
    'BuyingCommitteeMember',
    [
      rest('BuyingCommitteeMember', 'Memb1', {
        BuyingCommitteeId: id('BuyingCommittee', 'Comm1'),
        ReferenceMemberId: BERT,
        CompetitorsMentionedTxt: 'Südstahl; Vulkan',
        LastResearchedDateTime: at('2026-04-01'),
      }),
    ],
  ],
  [
    'AccountPlan',
    [
      rest('AccountPlan', 'Plan1', { AccountId: GROUP, Name: 'Nordwalz 2027' }),
      rest('AccountPlan', 'Plan2', { AccountId: null, Name: 'Nobody' }),
    ],
  ],
  [
    'AccountPlanObjective',
    [
      rest('AccountPlanObjective', 'Goal1', {
        AccountPlanId: id('AccountPlan', 'Plan1'),
        Name: 'Line 4 without stops',
        Status: 'In Progress',
        Priority: 'High',
        StartDate: '2026-01-12',
        EndDate: '2026-12-31',
        ExternalStakeholderId: BERT,
      }),
      rest('AccountPlanObjective', 'Goal2', {
        AccountPlanId: id('AccountPlan', 'Plan1'),
        Name: 'Training',
        Status: 'Closed',
        EndDate: 'soon',
      }),
    ],
  ],
  [
    'AccountPlanStakeholder',
    [
      rest('AccountPlanStakeholder', 'Hold1', {
        AccountPlanId: id('AccountPlan', 'Plan1'),
        AccountPlanObjectiveId: null,
        StakeholderRefnRecordId: BERT,
      }),
      rest('AccountPlanStakeholder', 'Hold2', { AccountPlanId: id('AccountPlan', 'Plan1'), StakeholderRefnRecordId: EVE }),
      rest('AccountPlanStakeholder', 'Hold3', { AccountPlanId: id('AccountPlan', 'Plan9'), StakeholderRefnRecordId: BERT }),
    ],
  ],
])

/** How that org is read. */
export const READING: SalesforceOptions = {
  sentimentScale: [1, 5],
  currency: 'SEK',
  roles: { Payer: 'approver' },
  fields: { sentiment: 'Mood__c', sentimentDate: 'Mood_Date__c', veto: 'Veto__c', unitShare: 'Share__c', drivenBy: 'Driver__c' },
}
