import type { BuyingRole } from '../model/role.js'
import { deepFreeze } from '../support/freeze.js'

/** What a title gives away of the part that somebody is likely to play. */
export interface TitleRule {
  /** `rule` of a suggestion names the rule by it. */
  readonly id: string
  /** The role; absent for titles by which nobody can tell, so that no other rule may. */
  readonly role?: BuyingRole | undefined
  /**
   * By language (ISO 639-1) the words that fire it, in lower case and without accents, as whole words that follow each other; a star stands
   * for any letters at the beginning or the end of a word.
   */
  readonly words: { readonly [language: string]: readonly string[] }
  /** Words by which it does not fire after all, in the same form. */
  readonly except?: readonly string[] | undefined
  /** Whether no rule after it looks at the title. */
  readonly isLast?: boolean | undefined
}

/** Words of rank. Whoever leads those who use something does not therefore use it. */
const RANKS = [
  ...['head', 'director', 'chief', 'vp', 'svp', 'evp', 'vice', 'president', 'lead', 'manager', '*leiter', '*leiterin', 'leitung', '*chef'],
  ...['directeur', 'directrice', 'responsable', 'director*', 'jefe', 'jefa', 'gerente', 'direttore', 'direttrice', 'responsabile'],
  ...['hoofd', 'directeur', 'manager', 'diretor*', 'dyrektor*', 'kierowni*'],
]

/** Whoever works for somebody is not that somebody, and a deputy who is called an assistant is not yet. */
const STAFF = [
  ...['assistant*', '*assistent*', '*assistenz*', 'asistent*', 'asystent*', 'chief of staff', 'office of', 'office manager'],
  ...['ceo', 'president', 'founder', 'owner', 'managing director', 'general manager'].flatMap(whom => [`to ${whom}`, `to the ${whom}`]),
  ...['ceo office', 'ceo s office', 'president s office'],
  ...['referent*', 'stabschef*', 'stabsstelle*', 'buroleit*', 'berater* der', 'berater* des'],
  ...['directeur de cabinet', 'directrice de cabinet', 'chef* de cabinet', 'conseill* du', 'conseill* de la', 'charge* de mission'],
  ...['gabinet*', 'asesor* del', 'asesor* de la', 'adjunt* a', 'adjunt* al', 'consulente del', 'adviseur van', 'assessor* do', 'doradca'],
]

/**
 * The rules of `suggestRoles`, in their order: the occupations that buy, pay, check and use, by the words of eight languages.
 *
 * What belongs to an occupation follows the groups of the International Standard Classification of Occupations; which role an occupation
 * plays is our judgement, and the reason why it is a suggestion. No title makes anybody a champion, a coach, an influencer or an initiator:
 * these are attitudes and deeds. None makes anybody a blocker, which is no role.
 *
 * @see International Labour Organization, International Standard Classification of Occupations ISCO-08 (2012): groups 1112, 1120, 1211,
 * 1324, 1330, 2522, 2611, 2619, 3323, 3343 and 4120
 */
export const TITLE_RULES: readonly TitleRule[] = deepFreeze([
  {
    id: 'outOfOffice',
    isLast: true,
    words: {
      en: ['former', 'ex', 'retired', 'intern', 'trainee', 'apprentice', 'student', 'working student'],
      de: ['ehemalige*', 'a d', 'praktikant*', 'auszubildende*', 'azubi', 'werkstudent*'],
      fr: ['ancien', 'ancienne', 'stagiaire', 'alternant*', 'apprenti*', 'retraite*'],
      es: ['exdirector*', 'becari*', 'practicante', 'jubilad*'],
      it: ['stagista', 'tirocinante', 'apprendista', 'pensionat*'],
      nl: ['voormalig', 'stagiair*', 'trainee', 'gepensioneerd'],
      pt: ['estagiari*', 'aprendiz', 'aposentad*', 'reformad*'],
      pl: ['byly', 'byla', 'stazyst*', 'praktykant*', 'emerytowan*'],
    },
  },
  {
    id: 'assistant',
    role: 'gatekeeper',
    isLast: true,
    words: {
      en: [
        ...['executive assistant', 'personal assistant', 'administrative assistant', 'assistant to', 'pa to', 'ea to', 'secretary'],
        ...['ceo', 'cfo', 'coo', 'cto', 'cio', 'president'].flatMap(whom => [`${whom} assistant`, `${whom} s assistant`, `ea ${whom}`]),
      ],
      de: [
        ...['*sekretar*', '*assistenz', 'assistent* der', 'assistent* des', 'vorstandsassistent*', 'assistent* geschaftsfuhr*'],
        ...['assistent* vorstand*', 'assistent ceo', 'assistentin ceo', 'ceo assistent*'],
      ],
      fr: ['assistant* de direction', 'assistant* direction', 'assistant* du', 'assistant* de la', 'assistant* pdg', 'secretaire'],
      es: [
        ...['asistente de direccion', 'asistente direccion', 'asistente ejecutiv*', 'asistente personal', 'asistente de presidencia'],
        ...['asistente del', 'asistente de la', 'asistente ceo', 'secretari*'],
      ],
      it: ['assistente di direzione', 'assistente del', 'assistente della', 'assistente personale', 'assistente ceo', 'segretari*'],
      nl: ['*secretaresse', '*secretaris', 'managementassistent*', 'directieassistent*', 'assistent* van de'],
      pt: ['assistente executiv*', 'assistente de direcao', 'assistente de diretoria', 'assistente da', 'assistente do', 'secretari*'],
      pl: ['asystent* zarzadu', 'asystent* dyrektora', 'asystent* prezesa', 'sekretar*'],
    },
    except: [
      'secretary general',
      'general secretary',
      'company secretary',
      'secretaire general*',
      'secretari* general',
      '*generalsekretar*',
    ],
  },
  {
    id: 'topManagement',
    role: 'decisionMaker',
    words: {
      en: [
        'ceo',
        'coo',
        'chief executive*',
        'chief operating officer',
        'managing director',
        'general manager',
        'president',
        'owner',
        'founder',
      ],
      de: [
        'geschaftsfuhr*',
        'vorstandsvorsitz*',
        'vorstandssprecher*',
        'inhaber*',
        'werkleiter*',
        'betriebsleiter*',
        'hauptgeschaftsfuhrer*',
      ],
      fr: ['pdg', 'president*', 'directeur general', 'directrice generale', 'gerant*', 'fondateur', 'fondatrice'],
      es: ['director general', 'directora general', 'consejer* delegad*', 'presidente', 'presidenta', 'propietari*', 'fundador*'],
      it: ['amministrat* delegat*', 'direttore generale', 'direttrice generale', 'presidente', 'titolare', 'fondat*'],
      nl: ['algemeen directeur', 'bestuursvoorzitter', 'eigenaar', 'directeur grootaandeelhouder', 'dga'],
      pt: ['diretor geral', 'diretora geral', 'diretor executivo', 'presidente', 'proprietari*', 'socio gerente'],
      pl: ['prezes*', 'dyrektor generaln*', 'wlasciciel*', 'dyrektor zarzadzajac*'],
    },
    except: [
      ...['vice president*', 'vice presidente', 'vicepresident*', 'product owner', 'process owner', 'business owner', 'data owner'],
      ...['wiceprezes*', 'owner of', 'system owner', 'service owner', ...STAFF],
    ],
  },
  {
    id: 'financeLead',
    role: 'economicBuyer',
    words: {
      en: [
        'cfo',
        'chief financial officer',
        'chief finance officer',
        'finance director',
        'financial director',
        'director* of finance',
        'head of finance',
        'vp finance',
        'vp of finance',
        'vice president finance',
      ],
      de: [
        'finanzvorstand*',
        'finanzleiter*',
        'finanzchef*',
        'finanzdirektor*',
        'leiter* finanz*',
        'leitung finanz*',
        'kaufmannische* leit*',
        'kaufmannische* geschaftsfuhr*',
      ],
      fr: [
        'daf',
        'directeur financier',
        'directrice financiere',
        'directeur administratif et financier',
        'directrice administrative et financiere',
        'responsable financi*',
      ],
      es: ['director financiero', 'directora financiera', 'director* de finanzas', 'jefe de finanzas', 'jefa de finanzas'],
      it: [
        'direttore finanziario',
        'direttrice finanziaria',
        'direttore amministrativo',
        'direttrice amministrativa',
        'responsabile finanziari*',
      ],
      nl: ['financieel directeur', 'hoofd financien', 'directeur financien'],
      pt: ['diretor financeiro', 'diretora financeira', 'diretor* de financas'],
      pl: ['dyrektor finansow*', 'dyrektor ds finansow*'],
    },
    except: STAFF,
  },
  {
    id: 'procurement',
    role: 'procurement',
    words: {
      en: ['procurement', 'purchas*', 'buyer*', 'sourcing', 'cpo'],
      de: ['*einkauf*', '*beschaff*'],
      fr: ['achat*', 'acheteu*', 'approvisionnement*'],
      es: ['compras', 'comprador*', 'adquisiciones'],
      it: ['acquisti', 'acquisizioni', 'approvvigionament*'],
      nl: ['*inkoop*', '*inkoper*'],
      pt: ['compras', 'comprador*', 'aquisicoes'],
      pl: ['zakup*', 'kupiec', 'zaopatrzeni*'],
    },
    except: [
      ...['media buyer*', 'customer purchas*', 'home buyer*', 'homebuyer*', 'house buyer*', 'first time buyer*', 'home purchas*'],
      ...['buyer* agent', 'buyer s agent', 'buyer* consultant', 'buyer s consultant', 'buyer* advis*', 'buyer s advis*'],
      ...['achat* immobilier*', 'comprador* de vivienda*', 'comprador* de casa*'],
    ],
  },
  {
    id: 'legal',
    role: 'legalCompliance',
    words: {
      en: ['legal', 'counsel', 'lawyer', 'attorney', 'compliance', 'data protection', 'privacy officer', 'dpo'],
      de: ['recht', 'rechts*', '*jurist*', 'justiziar*', 'syndikus*', '*datenschutz*', 'compliance'],
      fr: ['juridique*', 'juriste*', 'avocat*', 'conformite', 'dpd'],
      es: ['juridic*', 'abogad*', 'cumplimiento', 'legal'],
      it: ['legale', 'legali', 'avvocat*', 'giuridic*'],
      nl: ['jurist*', 'juridisch*', 'privacy officer'],
      pt: ['juridic*', 'advogad*', 'conformidade'],
      pl: ['prawn*', 'radca', 'ochrony danych'],
    },
  },
  {
    id: 'technicalLead',
    role: 'technicalBuyer',
    words: {
      en: [
        'cto',
        'cio',
        'ciso',
        'chief technology officer',
        'chief information officer',
        'chief information security officer',
        'it director',
        'it manager',
        'head of it',
        'director* of it',
        'it architect',
        'enterprise architect',
        'solution* architect',
        'information security',
        'it security',
      ],
      de: [
        'it leiter*',
        'edv leiter*',
        'leiter* it',
        'leiter* edv',
        'leitung it',
        'it architekt*',
        'informationssicherheit*',
        'it sicherheit*',
      ],
      fr: [
        'dsi',
        'rssi',
        'directeur informatique',
        'directrice informatique',
        'responsable informatique',
        'architecte si',
        'architecte logiciel',
      ],
      es: [
        'director* de ti',
        'director* de sistemas',
        'jef* de sistemas',
        'responsable de ti',
        'seguridad de la informacion',
        'seguridad informatica',
      ],
      it: ['responsabile it', 'direttore it', 'responsabile sistemi informativi', 'sicurezza informatica'],
      nl: ['hoofd it', 'hoofd ict', 'ict manager', 'it architect', 'informatiebeveilig*'],
      pt: ['diretor* de ti', 'gerente de ti', 'seguranca da informacao', 'arquiteto de solucoes'],
      pl: ['dyrektor it', 'kierownik it', 'architekt it', 'bezpieczenstwa informacji'],
    },
    except: STAFF,
  },
  {
    id: 'practitioner',
    role: 'user',
    words: {
      en: ['operator', 'technician', 'engineer', 'specialist', 'analyst', 'clerk', 'administrator', 'planner', 'nurse', 'mechanic'],
      de: [
        '*ingenieur',
        '*ingenieurin',
        '*techniker',
        '*technikerin',
        '*sachbearbeiter*',
        '*mechaniker*',
        '*anwender*',
        '*planer',
        '*planerin',
        '*monteur*',
      ],
      fr: ['ingenieur*', 'technicien*', 'operateur', 'operatrice', 'analyste', 'gestionnaire', 'utilisateur', 'utilisatrice', 'infirmier*'],
      es: ['ingenier*', 'tecnico', 'tecnica', 'operario', 'operaria', 'analista', 'usuari*', 'enfermer*'],
      it: ['ingegnere', 'tecnico', 'tecnica', 'operatore', 'operatrice', 'operaio', 'operaia', 'analista', 'impiegat*'],
      nl: ['*ingenieur', '*technicus', '*medewerker', '*analist', '*gebruiker', 'monteur', 'planner'],
      pt: ['engenheir*', 'tecnico', 'tecnica', 'operador*', 'analista', 'utilizador*', 'enfermeir*'],
      pl: ['inzynier*', 'technik', 'operator*', 'specjalist*', 'analityk*', 'mechanik'],
    },
    except: RANKS,
  },
])
