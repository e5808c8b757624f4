/** What a column can be for. */
export type ColumnUse = keyof typeof NAMES | 'firstName' | 'lastName'

/**
 * What columns are called, in English, German, French, Spanish, Italian, Portuguese and Dutch, without accents, in lower case, and without words
 * such as "level" that do not tell columns apart. The first names of a use are those of our own tables.
 */
export const NAMES = {
  id: `id|stakeholder id|person id|personid|employee id|contact id|member id|unique id|uid|nr|no|kennung|personalnummer|identifiant|identificador
    |identificativo|kenmerk`,
  person: `name|employee name|contact name|stakeholder name|person name|stakeholder|person|contact|full name|employee|member|individual|who|nom|nombre|nome|naam|kontakt|ansprechpartner
    |anspruchsgruppe|interessengruppe|vor und nachname|mitarbeiter|mitarbeitende|beteiligte|partie prenante|intervenant|nom complet|acteur
    |collaborateur|interesado|implicado|parte interesada|nombre completo|nombre y apellidos|contacto|empleado|persona|portatore di interesse
    |nome completo|nome e cognome|contatto|dipendente|parti interessate|parte interessata|contato|funcionario|colaborador|belanghebbende
    |contactpersoon|persoon|medewerker|volledige naam`,
  account: `account|company|customer|client|organization|organisation|firm|business|account name|firma|unternehmen|kunde|kundin|konto
    |gesellschaft|entreprise|societe|compte|empresa|cliente|cuenta|compania|organizacion|organizzazione|azienda|societa|conta|organizacao
    |bedrijf|klant|organisatie`,
  owner:
    'account owner|account manager|key account manager|kundenbetreuer|kundenbetreuerin|kundenverantwortlicher|gestionnaire de compte|accountmanager',
  segment:
    'segment|account segment|customer segment|market segment|kundensegment|marktsegment|segment de marche|segmento|segmento de mercado|segmento di mercato',
  email: `email|contact information|contact info|contact details|kontaktdaten|coordonnees|datos de contacto|info de contacto|contatti|contactgegevens|e mail|mail|email address|mail address|e mail adresse|mailadresse|courriel|adresse mail|adresse e mail|adresse email|correo
    |correo electronico|posta elettronica|indirizzo email|correio eletronico|endereco de email|e mailadres|emailadres`,
  title: `title|job title|position|job|designation|function|occupation|funktion|stelle|berufsbezeichnung|jobtitel|titel|fonction|poste
    |intitule du poste|titre|cargo|puesto|titulo|carica|qualifica|funzione|posizione|ruolo aziendale|titolo|funcao|posicao|functie|positie
    |functietitel`,
  unit: `unit name|department|division|team|business unit|area|group|section|sub department|abteilung|bereich|einheit|departement|service
    |unite|equipe|pole|departamento|division|area funcional|unidad|reparto|dipartimento|divisione|unita|setor|unidade|area|afdeling|eenheid`,
  unitId: 'unit|unit id|department id',
  role: `roles|role|buying role|purchase role|decision role|role in process|role in decision|role in deal|role in purchase|role in buying process|persona
    |buying center role|influence type|rolle|kaufrolle|rolle im buying center|buying center|role d achat|rol|rol de compra|rol en la decision
    |ruolo|ruolo d acquisto|papel|papel na compra|papel na decisao|aankooprol`,
  veto: `veto|can veto|has veto|veto power|veto right|can block|can stop|vetorecht|kann stoppen|droit de veto|peut bloquer|derecho de veto
    |puede vetar|diritto di veto|direito de veto|pode vetar|veto recht|kan blokkeren`,
  reportsTo: `reports to|manager|supervisor|boss|line manager|manager name|manager id|boss id|supervisor id|supervisor email|manager email
    |supervisor name|parent|superior|direct manager|berichtet an|vorgesetzter|vorgesetzte|fuhrungskraft|chef|leiter|rapporte a
    |responsable hierarchique|superieur|manageur|n+1|reporta a|jefe|superior|responsable|riporta a|capo|superiore|chefe|gestor
    |rapporteert aan|leidinggevende`,
  influences: `influences|influence on|influences whom|has influence on|beeinflusst|einfluss auf|influence sur|influye en|influisce su
    |influencia em|beinvloedt`,
  influence: `influence|power|impact|authority|weight of voice|decision power|influence power|power influence|einfluss|macht|entscheidungsmacht|gewicht
    |pouvoir|influencia|poder|influenza|potere|autorita|invloed|bevoegdheid`,
  sentiment: `sentiment|attitude|stance|support|engagement|support status|position towards us|disposition|relationship|relationship strength
    |rag|rag status|mood|temperature|nps|current engagement|commitment|satisfaction|feeling|health|likelihood to recommend|gut feeling|einstellung|haltung|stimmung|unterstutzung
    |zustimmung|akzeptanz|ampel|beziehung|adhesion|posture|soutien|ressenti|actitud|postura|apoyo|sentimiento|compromiso|atteggiamento
    |sostegno|supporto|disposizione|atitude|apoio|sentimento|houding|steun|draagvlak|relatie`,
  at: `at|last contact|last contacted|last touch|last meeting|last spoken|date|as of|last updated|updated|assessed on|last contact date|date of assessment|last interaction
    |letzter kontakt|datum|stand|zuletzt aktualisiert|letztes gesprach|dernier contact|mis a jour|date du dernier contact|ultimo contacto
    |fecha|fecha del ultimo contacto|ultimo contatto|data|data dell ultimo contatto|data do ultimo contato|laatste contact|bijgewerkt`,
  via: 'via|source of reading|how heard|quelle|fuente|fonte|bron',
  by: 'by|reported by|assessed by|relationship owner|internal owner|our owner|owner|verantwortlich|responsable interne|responsavel|eigenaar',
  note: `note|notes|comment|comments|remark|remarks|notiz|notizen|bemerkung|bemerkungen|kommentar|commentaire|commentaires|remarque|remarques
    |nota|notas|comentario|comentarios|observaciones|note e commenti|commenti|observacoes|opmerking|opmerkingen`,
  sd: 'sd',
  confidence: 'confidence',
  recordedAt: 'recorded at',
  decision: `decision|opportunity|deal|deal name|opportunity name|project name|opportunitat|verkaufschance|entscheidung|opportunite|affaire|oportunidad
    |opportunita|oportunidade|kans|beslissing`,
  kind: 'kind|type|type of tie|relation|relationship type|tie type|edge type|beziehungsart|type de lien|tipo de relacion',
  value: `value|amount|deal value|deal size|arr|acv|tcv|volumen|betrag|wert|montant|valeur|importe|valor|importo|valore|bedrag|waarde`,
  currency: 'currency|currency code|wahrung|devise|moneda|divisa|valuta|moeda',
  expectedAt: `close date|expected close|expected close date|decision date|closing date|go live|abschlussdatum|entscheidungsdatum|date de cloture
    |fecha de cierre|data di chiusura|data de fechamento|sluitingsdatum`,
  outcome: 'stage|deal stage|deal status|opportunity stage|outcome|phase|verkaufsphase|etape|etapa|fase|stadio',
  openness: 'openness',
  placeholder: 'placeholder',
  joinedAt:
    'joined at|start date|hire date|joined|eintritt|date d entree|fecha de alta|data di assunzione|data de admissao|in dienst sinds',
  leftAt: 'left at|end date|left|austritt|date de sortie|fecha de baja|data di uscita|data de saida|uit dienst',
  from: 'from|source|from id|source id|from name|influencer|von|quelle|de|desde|da|van',
  to: 'to|target|to id|target id|destination|influenced|nach|ziel|a|vers|hacia|para|naar',
  weight: 'weight|strength|value|gewicht|starke|poids|force|peso|fuerza|forza|forca',
  since: 'since|valid from|seit|depuis|dal|sinds',
  until: 'until|valid to|bis|jusqu a|hasta|fino al|ate|tot',
} as const

/** What columns are called that split a name in two. */
export const NAME_PARTS = {
  firstName: 'first name|given name|vorname|prenom|primer nombre|nombres|nome di battesimo|primeiro nome|voornaam',
  lastName: 'last name|surname|family name|nachname|nom de famille|apellido|apellidos|cognome|sobrenome|apelido|achternaam',
} as const

/** Columns that sheets of people often have and that nothing here has a place for, and why. */
export const UNREAD: readonly (readonly [why: string, names: string])[] = [
  [
    'how closely a person follows is neither how they think of us nor what they decide',
    'interest|interesse|interet|interes|belang|level of interest|interests',
  ],
  [
    'it follows from other columns',
    `class|reliability|readings|last heard at|sentiment sd|to name|from name|quadrant|priority|category|classification|power interest category
    |prioritat|quadrante|categorie`,
  ],
  ['it says what is wanted, not what is', 'desired engagement|target attitude|desired attitude|target engagement|desired'],
]
