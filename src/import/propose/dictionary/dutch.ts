import type { Dictionary } from './dictionary.js';

/**
 * Headers of Dutch and Belgian exports. "no" stands for nummer and nr, also at the end of a compound (zendingnummer: zending no); "at"
 * for datum, tijd, tijdstip, op and om. What follows ~ can mean another field as well.
 */
export const dutch: Dictionary = {
  any: {
    client:
      'klant | klant no | klantnaam | klantcode | opdrachtgever | opdrachtgever no | eigenaar | verlader | debiteur | debiteur no | ~afzender',
    site: 'magazijn | vestiging | locatie magazijn | dc | warehouse | depot | filiaal',
    carrier: 'vervoerder | transporteur | expediteur | vervoersbedrijf | koerier',
    department: 'afdeling | team',
    currency: 'valuta | munt',
    qty_unit: 'eenheid',
    order_no: 'order no | bestel no | bestelling | opdracht no | ordernummer klant | ~referentie | ~referentie no',
    line_no: 'regel | regel no | positie | orderregel',
    agent: 'medewerker | behandelaar | behandeld door',
    requested_at: 'aangevraagd op | aanvraag at',
    reason: 'reden | reden vertraging | vertragingsreden | redencode | oorzaak vertraging',
    shipment_no:
      'zending | zending no | zendings no | vrachtbrief | vrachtbrief no | pakbon | pakbon no | afleverbon no | leverbon no | barcode | track en trace | cmr no | ritopdracht',
  },
  shipment: {
    mode: 'vervoerswijze | transportwijze | modaliteit',
    origin: 'laadplaats | herkomst | afhaalplaats | laadadres | plaats afzender | vertrekplaats',
    destination:
      'losplaats | bestemming | afleverplaats | leverplaats | losadres | afleveradres | plaats ontvanger | ~plaats | ~woonplaats',
    lane: 'route | rit | traject | relatie',
    service: 'dienst | product | serviceniveau | verzendwijze',
    product: 'artikel | artikelomschrijving | omschrijving | goederen | inhoud | lading',
    consignee: 'ontvanger | geadresseerde | naam ontvanger | afnemer',
    status: 'status | zendingstatus | leverstatus | statusomschrijving | orderstatus',
    order_received_at: 'order at | bestel at | besteld op | orderontvangst | ontvangst order | ingevoerd op | aanmaak at',
    dispatch_due_at: 'geplande laad at | geplande verzend at | verzenden voor | laden voor',
    dispatched_at: 'laad at | geladen op | verzend at | verzonden op | verzonden | vertrek at | opgehaald op | afhaal at',
    promised_at:
      'afgesproken lever at | afgesproken levering | gewenste lever at | geplande lever at | geplande levering | verwachte lever at | verwachte levering | toegezegde lever at | beloofde lever at | leveren voor | uiterste lever at | gepland | los at gepland',
    delivered_at:
      'lever at | geleverd | geleverd op | afgeleverd | afgeleverd op | aflever at | werkelijke lever at | bezorgd op | bezorg at | los at | gelost op | aankomst | werkelijke levering',
    closed_at: 'afgesloten op | gesloten op | geannuleerd op',
    pod_due_at: 'afleverbon voor | pod voor',
    pod_returned_at:
      'afleverbon ontvangen | afleverbon ontvangen op | vrachtbrief retour | vrachtbrief ontvangen | pod ontvangen | pod ontvangen op | bon retour | cmr retour | cmr ontvangen | getekende vrachtbrief ontvangen | leverbon retour',
    small_batch: 'spoed | express',
    ordered_qty: 'besteld aantal | bestelde hoeveelheid | ~aantal',
    shipped_qty: 'colli | aantal | aantal colli | pakketten | stuks | hoeveelheid | verzonden aantal | aantal pallets | pallets',
    delivered_qty: 'geleverd aantal | afgeleverd aantal | geleverde hoeveelheid',
    damaged_qty: 'beschadigd | aantal beschadigd | schade',
    lost_qty: 'vermist | aantal vermist | manco | tekort',
    distance_km: 'afstand | kilometers | km',
    freight_cost: 'vrachtkosten | vracht | transportkosten | vrachtprijs | verzendkosten',
    value: 'waarde | goederenwaarde | orderwaarde',
  },
  complaint: {
    complaint_no: 'klacht no | klacht | klachten no | dossier no | meldings no | melding no | claim no',
    category: 'soort klacht | klachtsoort | type klacht | categorie | onderwerp | aard van de klacht',
    cause: 'oorzaak',
    party: 'verantwoordelijke | verantwoordelijk | veroorzaker | aansprakelijke',
    severity: 'prioriteit | ernst | urgentie',
    channel: 'kanaal | ontvangen via | binnengekomen via',
    received_at:
      'ontvangen | ontvangen op | ontvangst at | at ontvangen | gemeld op | melding at | klacht at | at | ingediend op',
    first_response_at: 'eerste reactie | eerste reactie op | eerste antwoord | beantwoord op',
    due_at: 'afhandelen voor | deadline | uiterste at | antwoord voor',
    resolved_at: 'afgehandeld | afgehandeld op | afgesloten op | opgelost op | gesloten op | afhandel at',
    callback_at: 'teruggebeld op',
    recovery: 'maatregel | oplossing | actie',
    compensation: 'schadebedrag | vergoeding | creditbedrag | claimbedrag | schadevergoeding',
  },
  warehouse_task: {
    task_no: 'taak no | taak | pickopdracht | pickbon | pickbon no | ontvangst no | magazijnopdracht | ~order no',
    direction: 'richting | in uit',
    activity: 'activiteit | soort taak | handeling | proces',
    sku: 'artikel | artikel no | artikelcode',
    requested_at: 'vrijgegeven op | vrijgave at | aangemaakt op',
    due_at: 'gereed voor | uiterlijk gereed | gepland gereed | deadline',
    completed_at: 'gereed | gereed op | gereedgemeld op | voltooid op | afgerond op',
    asked_qty: 'gevraagd aantal | gevraagd | besteld aantal | te picken',
    done_qty: 'gepickt | gepickt aantal | aantal gepickt | ontvangen aantal | werkelijk aantal | aantal',
    damaged_qty: 'beschadigd',
    lost_qty: 'tekort | manco',
  },
  stock_count: {
    count_no: 'telling | telling no | tellijst | telopdracht | inventarisatie no',
    sku: 'artikel | artikel no | artikelcode',
    location: 'locatie | magazijnlocatie | stelling | vak',
    counted_at: 'geteld op | tel at | at',
    book_qty: 'boekvoorraad | systeemvoorraad | administratieve voorraad | voorraad',
    counted_qty: 'geteld | geteld aantal | getelde hoeveelheid | werkelijke voorraad',
    damaged_qty: 'beschadigd',
    unit_value: 'stukprijs | kostprijs | prijs',
  },
  survey_answer: {
    client: 'bedrijf | bedrijfsnaam | organisatie',
    wave: 'ronde | enquête | meting',
    respondent: 'respondent | respondent no | naam | ingevuld door | e mail',
    item: 'vraag | onderwerp',
    answered_at: 'ingevuld op | ingevuld | tijdstempel | verzonden op',
    score: 'score | cijfer | beoordeling',
    comment: 'opmerking | opmerkingen | toelichting',
  },
};
