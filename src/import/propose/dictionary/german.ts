import type { Dictionary } from './dictionary.js';

/**
 * Headers of German exports. "no" stands for Nummer, Nr. and ID, also at the end of a compound (Sendungsnummer: sendungs no); "at" for
 * Datum, Zeit, Uhrzeit and Zeitpunkt (Lieferdatum: liefer at). Umlauts fold. What follows ~ can mean another field as well.
 */
export const german: Dictionary = {
  any: {
    client:
      'Kunde | Kunden no | Kundenname | Kundencode | Mandant | Mandanten no | Auftraggeber | Auftraggeber no | Auftraggebername | Einlagerer | Eigentümer | Debitor | Debitoren no | Verlader | Versender | ~Absender | ~Rechnungsempfänger | ~Firma',
    site: 'Standort | Lager | Lagerort | Lager no | Lagername | Niederlassung | Werk | Betriebsstätte | Versandlager | Versandstelle | Versandort | Depot | Filiale | Logistikzentrum | Auslieferungslager',
    carrier:
      'Frachtführer | Spediteur | Spedition | Transporteur | Transportunternehmen | Versanddienstleister | Paketdienst | Logistikdienstleister | Zusteller | Unternehmer | Subunternehmer | Dienstleister | ~Versandart',
    department: 'Abteilung | Bereich | Team | Fachbereich',
    currency: 'Währung | Whg | Währungscode',
    qty_unit: 'Einheit | ME | Mengeneinheit | Basismengeneinheit | Verpackungseinheit | VPE | Packmittel',
    order_no:
      'Auftrag | Auftrags no | Bestellung | Bestell no | Kundenauftrag | Kundenauftrags no | Kundenbestell no | Bestellbezug | Verkaufsbeleg | ~Referenz | ~Referenz no | ~Beleg no',
    line_no:
      'Position | Pos | Positions no | Pos no | Auftragsposition | Zeile | Zeilen no | Lieferposition | lfd | lfd no | ~Artikel no',
    agent: 'Bearbeiter | Sachbearbeiter | Mitarbeiter | bearbeitet von | zuständig',
    requested_at: 'Anforderungs at | angefordert am | Anfrage at | erstellt am | Anlage at',
    reason:
      'Grund | Ursache | Abweichungsgrund | Verspätungsgrund | Verzögerungsgrund | Grundcode | Störungsgrund | Fehlergrund | Fehlercode',
    shipment_no:
      'Sendung | Sendungs no | Sendungskennung | Lieferschein | Lieferschein no | Liefer no | Lieferung | Frachtbrief | Frachtbrief no | Tracking no | Paket no | Versand no | Transport no | Speditionsauftrag | Ladungs no | Barcode | NVE | SSCC | Borderopos | ~Buchungs no | ~Transportanfrage no | ~Auftrags no | ~Referenz',
  },
  shipment: {
    mode: 'Verkehrsträger | Transportart | Transportmittel | Beförderungsart | Verkehrsart',
    origin:
      'Abgangsort | Ladeort | Beladeort | Abholort | Versandort | von | Startort | Herkunft | Absenderort | Abgang | Ladestelle',
    destination:
      'Empfangsort | Zielort | Lieferort | Entladeort | Zustellort | nach | Bestimmungsort | Ziel | Empfängerort | Entladestelle | Lieferadresse | ~Ort | ~Land | ~PLZ',
    lane: 'Relation | Route | Tour | Strecke | Linie | Touren no',
    service: 'Produkt | Service | Serviceart | Leistungsart | Lieferart | Versandart | Laufzeitprodukt | Dienstleistung',
    product:
      'Artikel | Artikel no | Artikelbezeichnung | Bezeichnung | Material | Material no | Ware | Warenbezeichnung | Warenart | Inhalt | Artikelname | Gut | Güterart',
    consignee:
      'Empfänger | Empfängername | Warenempfänger | Lieferempfänger | Name Empfänger | ~Kunde | ~Kundenname | ~Kunden no',
    status:
      'Status | Sendungsstatus | Lieferstatus | Auftragsstatus | Zustellstatus | Transportstatus | Zustand | letzter Status | Statustext',
    order_received_at:
      'Auftragseingang | Auftrags at | Auftragseingangs at | Bestell at | Bestelleingang | Eingangs at | bestellt am | erfasst am | Erfassungs at | Beleg at | Anlage at | Buchungs at',
    order_due_at: 'zu bearbeiten bis | Bearbeitung bis | Bearbeitungsfrist',
    order_processed_at: 'bearbeitet am | Bearbeitungs at | freigegeben am | Freigabe at | bestätigt am | Bestätigungs at',
    dispatch_due_at:
      'Versandtermin | WADat Soll | WA Dat Soll | WA at soll | Plan WA at | gepl WA at | WA Plan at | Soll Versand | Solltermin Versand | Versand soll | Abholung soll | Abholtermin | Ladetermin | geplanter Versand | Versand bis | Warenausgang soll | WA soll | Verladetermin | Soll Versand at | Plan Versand at',
    dispatched_at:
      'Versand at | versendet am | versandt am | Versand ist | Abhol at | abgeholt am | Warenausgang | Warenausgangs at | WA at | WA ist | Lade at | Verlade at | verladen am | Abgangs at | Ist Versand | Ist Versand at | Abholung ist | Versandtag | übergeben am',
    promised_at:
      'Liefertermin | ~Lieferdat | ~Lief Dat | ~Lfdat | Wunschtermin | Wunschliefertermin | Wunschliefer at | Solltermin | Solltermin Zustellung | Soll Liefer at | Lieferung soll | Soll Lieferung | Zustelltermin | geplante Lieferung | geplantes Liefer at | Plan Liefer at | zugesagt | zugesagter Liefertermin | Zusagetermin | Regeltermin | Fixtermin | Termin | Lieferfrist | zustellen bis | Liefern bis | Termin bis | voraussichtliche Zustellung | Bestätigter Liefertermin | Soll | Zustellung soll | Soll Zustellung | ~Liefer at',
    delivered_at:
      'Zustell at | zugestellt am | zugestellt | Liefer at | geliefert am | geliefert | Ist Liefer at | Lieferung ist | Ist Lieferung | tatsächliche Lieferung | tatsächliches Liefer at | Ablieferung | Ablieferungs at | Ablieferdatum | abgeliefert am | Ankunft | Ankunfts at | Quittungs at | Unterschrift am | Zustellung | Zustellung am | Zustellung ist | Ist Zustellung | Ist Termin | Zustellzeitpunkt | Ist | Ausliefer at | Auslieferungs at',
    closed_at: 'abgeschlossen am | Abschluss at | storniert am | Storno at | erledigt am',
    feedback_due_at: 'Rückmeldung bis | Rückmeldefrist',
    feedback_at: 'Rückmeldung | Rückmelde at | Rückmeldung am | Status gemeldet am',
    pod_due_at: 'Rücklauf bis | Ablieferbeleg bis | POD bis',
    pod_returned_at:
      'Rücklauf | Rücklauf at | Ablieferbeleg | Ablieferbeleg am | Ablieferbeleg erhalten | Ablieferbeleg erhalten am | Ablieferbeleg eingang | Beleg zurück | Belegrücklauf | Beleg eingegangen | Beleg eingegangen am | Belegeingang | Belegeingang am | Beleg erhalten | Beleg erhalten am | Beleg retour | POD erhalten | POD erhalten am | Lieferschein zurück | Quittung erhalten am',
    customs_due_at: 'Zollanmeldung bis',
    customs_declared_at: 'Zollanmeldung | Zollanmeldung am | Verzollungs at | angemeldet am',
    customs_clearance_due_at: 'Verzollung bis',
    customs_cleared_at: 'verzollt am | Zollfreigabe | Zollfreigabe am | freigegeben durch Zoll',
    order_correct: 'Auftrag korrekt | Auftrag richtig | Auftrag fehlerfrei',
    delivered_correctly: 'richtig zugestellt | Lieferung korrekt | korrekt geliefert | Zustellung korrekt',
    documents_correct: 'Papiere korrekt | Papiere OK | Dokumente korrekt | Dokumente OK | Belege korrekt',
    small_batch: 'Kleinmenge | Express | Eil | Eilauftrag | Eilt',
    ordered_qty: 'bestellt | Bestellmenge | Auftragsmenge | Sollmenge | bestellte Menge | Menge bestellt | ~Menge',
    shipped_qty:
      'Menge | Versandmenge | Liefermenge | Stück | Stückzahl | Anzahl | Colli | Kolli | Packstücke | Anzahl Packstücke | Anzahl Colli | versandte Menge | Anzahl Pakete | Menge versandt | Paletten | Versandte Stück',
    delivered_qty:
      'gelieferte Menge | zugestellte Menge | Menge geliefert | Istmenge | abgelieferte Menge | angenommene Menge | Menge zugestellt',
    damaged_qty:
      'beschädigt | beschädigte Menge | Schaden | Schadmenge | Bruch | Menge beschädigt | Schaden Stück | davon beschädigt',
    lost_qty: 'Fehlmenge | Verlust | fehlend | Verlustmenge | Menge fehlend | Manko | verloren | davon fehlend',
    distance_km: 'Entfernung | Kilometer | km | Distanz | Strecke km',
    freight_cost: 'Fracht | Frachtkosten | Transportkosten | Frachtbetrag | Versandkosten | Frachtpreis | Frachterlös',
    value: 'Warenwert | Wert | Auftragswert | Lieferwert | Nettowert | Positionswert',
  },
  complaint: {
    complaint_no:
      'Reklamations no | Reklamation | Beschwerde no | Beschwerde | Ticket | Ticket no | Vorgang | Vorgangs no | Fall no | Fall | Schadens no | Schadennummer | ~lfd no',
    kind: 'Vorgangsart | Art der Meldung',
    category:
      'Kategorie | Reklamationsart | Beschwerdeart | Reklamationsgrund | Fehlerart | Art der Reklamation | Beschwerdegrund | Schadensart | Mangel | Art | Thema | Betreff',
    product: 'Artikel | Produkt | Artikel no',
    cause: 'Ursache | Fehlerursache | Grund',
    party: 'Verursacher | verantwortlich | Verantwortlicher | Schuld | Zuständigkeit | Verantwortung',
    severity: 'Schwere | Priorität | Dringlichkeit | Prio',
    channel: 'Kanal | Eingangskanal | eingegangen über | Eingangsweg | Meldeweg',
    received_at:
      'Eingang | Eingangs at | eingegangen am | eingegangen | gemeldet am | Melde at | Reklamations at | Beschwerde at | erfasst am | eröffnet am | at | angelegt am | Eingang am',
    first_response_at:
      'Erstantwort | erste Antwort | erste Antwort am | Erstreaktion | beantwortet am | Antwort at | Erste Reaktion | Erstantwort am',
    due_at: 'Frist | fällig am | zu erledigen bis | Fälligkeit | Fälligkeits at | Zieltermin',
    resolved_at:
      'erledigt am | erledigt | gelöst am | abgeschlossen am | geschlossen am | Abschluss at | Erledigungs at | Abschluss | Erledigung',
    callback_due_at: 'Rückruf bis | Rückruf fällig',
    callback_at: 'Rückruf | Rückruf am | Rückruf at',
    recovered_at: 'Nachlieferung am | Gutschrift am | Wiedergutmachung am',
    callback_result: 'Rückrufergebnis | Ergebnis Rückruf | Kunde zufrieden',
    recovery: 'Maßnahme | Wiedergutmachung | Lösung | Abhilfe | Sofortmaßnahme',
    repeat_of: 'Wiederholung von | Wiederholung zu',
    compensation: 'Entschädigung | Gutschrift | Erstattung | Schadensersatz | Kulanz | Schadenbetrag | Schadenssumme',
  },
  contact: {
    contact_no: 'Kontakt no | Anruf no | Gesprächs no | Vorgangs no | Ticket no',
    direction: 'Richtung | ein aus',
    kind: 'Kontaktart | Anliegen | Kontaktgrund',
    topic: 'Thema | Betreff',
    channel: 'Kanal | Medium | Weg',
    queued_at: 'Anrufbeginn | Beginn | Eingang | Eingangs at | Warteschlange seit | Anruf at | Start',
    answered_at: 'angenommen | angenommen um | angenommen am | Annahme at | beantwortet am',
    ended_at: 'beendet | beendet um | Ende | Gesprächsende | aufgelegt um',
    due_at: 'Frist | Antwort bis | fällig am',
    abandoned: 'aufgelegt | abgebrochen | verlorener Anruf',
    resolved_first_contact: 'Erstlösung | sofort gelöst | Erstkontakt gelöst',
  },
  warehouse_task: {
    task_no:
      'Lagerauftrag | Lagerauftrags no | Transportauftrag | Transportauftrags no | TA no | Kommissionier no | Pickliste | Picklisten no | Wareneingangs no | WE no | Warenausgangs no | WA no | Lieferschein no | Lieferung | Liefer no | Aufgabe | Aufgaben no | Beleg no | Anlieferungs no | ~Auftrags no | ~Auftrag',
    direction: 'Richtung | Bewegung | Bewegungsart | Ein Aus | Vorgangsart | Auftragsart | WE WA',
    activity: 'Tätigkeit | Vorgang | Aktivität | Prozess | Arbeitsschritt | Prozessschritt',
    sku: 'Artikel | Artikel no | Material | Material no | Artikelcode | Teile no | Sachnummer',
    requested_at: 'erstellt am | angelegt am | Auftrags at | freigegeben am | Freigabe at | Anforderungs at | Eingang | Start',
    due_at:
      'Solltermin | fällig am | Soll | Termin | Fertigstellung soll | zu erledigen bis | Soll Fertigstellung | Frist | Cutoff | Plantermin | Soll Ende',
    completed_at:
      'fertiggestellt am | Fertigstellung | abgeschlossen am | erledigt am | Ist | Buchungs at | quittiert am | Quittierung | Fertigstellung ist | Ende | Ist Ende | Ist Fertigstellung | gebucht am | Rückmelde at',
    carried_out: 'ausgeführt | durchgeführt | erledigt',
    correct: 'korrekt | richtig | fehlerfrei | OK | i O',
    documents_correct: 'Papiere korrekt | Papiere OK | Dokumente OK | Belege korrekt',
    asked_qty: 'Sollmenge | Menge soll | Auftragsmenge | Bestellmenge | angeforderte Menge | avisierte Menge | bestellte Menge',
    done_qty:
      'Istmenge | Menge ist | Menge | gepickte Menge | quittierte Menge | eingelagerte Menge | gelieferte Menge | kommissionierte Menge',
    damaged_qty: 'beschädigt | beschädigte Menge | Bruch | Schadmenge | davon beschädigt',
    lost_qty: 'Fehlmenge | Differenz fehlend | fehlend | Manko | Verlust',
  },
  stock_count: {
    count_no: 'Inventur | Inventur no | Inventurbeleg | Zähl no | Zählbeleg | Zählliste | Zähllauf | Zählauftrag',
    sku: 'Artikel | Artikel no | Material | Material no | Artikelcode | Sachnummer',
    location: 'Lagerplatz | Platz | Stellplatz | Fach | Lagerfach | Lagerort | Regalplatz | Platz no',
    count_type: 'Zählart | Inventurart | Inventurtyp',
    abc_class: 'ABC | ABC Klasse | ABC Kennzeichen | Klasse',
    counted_at: 'gezählt am | Zähl at | Inventur at | Zähltag | at',
    checked: 'geprüft | kontrolliert | nachgezählt',
    book_qty: 'Buchbestand | Sollbestand | Systembestand | Bestand | Buchmenge | Sollmenge | Bestand System | Soll',
    counted_qty: 'gezählt | Zählmenge | Istbestand | Istmenge | gezählte Menge | Zählbestand | physischer Bestand | Ist',
    damaged_qty: 'beschädigt | Bruch | beschädigte Menge | gesperrt',
    unit_value: 'Stückpreis | Preis | Einzelpreis | Wert je Stück | Standardpreis | EK | EK Preis',
  },
  transport_demand: {
    demand_no: 'Bedarfs no | Transportbedarf | ~Anfrage no | ~Transportanfrage | ~Transportanfrage no | ~Buchungs no',
    met_at: 'gestellt am | Fahrzeug gestellt am | erfüllt am',
    met: 'erfüllt | gestellt | gedeckt | angenommen',
    due_at: 'benötigt am | Bedarfs at | Ladetermin | Termin',
  },
  survey_answer: {
    client: 'Firma | Unternehmen | Ihr Unternehmen | Organisation',
    wave: 'Welle | Umfrage | Befragung | Runde | Umfrageperiode | Quartal',
    respondent: 'Teilnehmer | Teilnehmer no | Befragter | Antwort no | Ansprechpartner | E Mail | Name | ~no',
    item: 'Frage | Merkmal | Kriterium | Item',
    role: 'Rolle | Funktion',
    answered_at: 'beantwortet am | Antwort at | abgeschickt am | Zeitstempel | at | Eingang | ausgefüllt am',
    score: 'Bewertung | Punkte | Note | Wert | Sterne',
    phrase: 'Antwort',
    comment: 'Kommentar | Kommentare | Bemerkung | Anmerkung | Anmerkungen | Freitext | Anregungen | Verbesserungsvorschläge',
  },
  invoice: {
    invoice_no: 'Rechnung | Rechnungs no | Faktura | Faktura no | Beleg no',
    service: 'Leistung | Leistungsart | Kostenart | Gebührenart',
    issued_at: 'Rechnungs at | ausgestellt am | Faktura at | Beleg at',
    settle_due_at: 'Fälligkeit | fällig am | Zahlungsziel | zahlbar bis',
    settled_at: 'bezahlt am | Zahlungseingang | Zahlung am | ausgeglichen am',
    correct: 'korrekt | fehlerfrei | richtig',
    amount: 'Betrag | Nettobetrag | Summe | Rechnungsbetrag | Gesamtbetrag | Netto',
  },
};
