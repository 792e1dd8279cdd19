import type { Dictionary } from './dictionary.js';

/**
 * Headers of Polish exports. "no" stands for numer and nr; "at" for data, godzina, dnia and w dniu; ł folds. What follows ~ can mean
 * another field as well.
 */
export const polish: Dictionary = {
  any: {
    client:
      'klient | nazwa klienta | klient nazwa | kod klienta | no klienta | kontrahent | nazwa kontrahenta | kod kontrahenta | zleceniodawca | zlecający | właściciel | właściciel towaru | depozytor | płatnik | ~nadawca | ~firma',
    site: 'magazyn | mag | kod magazynu | nazwa magazynu | oddział | filia | zakład | centrum dystrybucji | centrum logistyczne',
    carrier:
      'przewoźnik | nazwa przewoźnika | kod przewoźnika | przew | kurier | firma kurierska | firma transportowa | spedytor | spedycja | podwykonawca',
    department: 'dział | wydział | zespół',
    currency: 'waluta | wal',
    qty_unit: 'jm | j m | jednostka | jednostka miary | jedn miary | jedn',
    order_no:
      'no zamówienia | zamówienie | no zam | zam no | no zamówienia klienta | zamówienie klienta | zam klienta | no zlecenia | no zlec | zlecenie | ~no ref | ~referencja | ~referencje',
    line_no: 'pozycja | poz | no pozycji | no poz | pozycja zamówienia',
    agent: 'pracownik | opiekun | obsługujący | prowadzący | rozpatrujący | prowadzący sprawę',
    requested_at: 'at zapotrzebowania',
    reason:
      'przyczyna | powód | przyczyna opóźnienia | przyczyna opóźn | powód opóźnienia | powód zwrotu | przyczyna zwrotu | kod przyczyny | przyczyna niedoręczenia | powód niedoręczenia | przyczyna odchylenia',
    shipment_no:
      'no wz | wz | wz no | dokument wz | no dokumentu wz | no przesyłki | przesyłka | no listu przewozowego | no listu przew | no listu | list przewozowy | list przew | no paczki | no dostawy | dostawa | no wysyłki | wysyłka | no transportu | no cmr | no śledzenia | no frachtu | ~no dokumentu | ~no dok | ~no zlecenia | ~zlecenie',
  },
  shipment: {
    mode: 'rodzaj transportu | środek transportu | typ transportu | sposób transportu',
    origin:
      'miejsce załadunku | miasto załadunku | adres załadunku | załadunek | załadunek miejsce | miejsce nadania | miasto nadania | miasto nadawcy | punkt nadania | skąd',
    destination:
      'miejsce rozładunku | miasto rozładunku | adres rozładunku | rozładunek | rozładunek miejsce | miejsce dostawy | miasto dostawy | adres dostawy | miasto odbiorcy | miejscowość odbiorcy | miejsce przeznaczenia | dokąd | ~miasto | ~miejscowość | ~kraj',
    lane: 'trasa | relacja | kierunek | linia',
    service: 'usługa | rodzaj usługi | typ usługi | serwis',
    product:
      'towar | nazwa towaru | kod towaru | symbol towaru | opis towaru | produkt | nazwa produktu | kod produktu | artykuł | asortyment | indeks | indeks towaru | ładunek',
    consignee: 'odbiorca | nazwa odbiorcy | odb | punkt dostawy | klient końcowy',
    status:
      'status | stan | status przesyłki | status dostawy | status dost | status zlecenia | status zamówienia | stan przesyłki | stan realizacji | ostatni status',
    order_received_at:
      'at zamówienia | at zam | at złożenia zamówienia | zamówiono | at przyjęcia zlecenia | at przyjęcia zamówienia | at wpływu zamówienia | at zlecenia | at utworzenia | utworzono | at rejestracji',
    order_due_at: 'termin realizacji zamówienia | realizacja do',
    order_processed_at:
      'at realizacji zamówienia | at realizacji zam | at zatwierdzenia | zatwierdzono | at potwierdzenia | potwierdzono',
    dispatch_due_at:
      'planowana at wysyłki | at wysyłki plan | plan wysyłki | at wys plan | termin wysyłki | planowana at załadunku | at załadunku plan | plan załadunku | termin załadunku | załadunek plan | wysłać do',
    dispatched_at:
      'at wysyłki | at wys | wysłano | wysłano at | at nadania | at nad | nadano | at wydania | wydano | at załadunku | załadowano | at zał | załadunek at | załadunek rzecz | at wyjazdu | rzeczywista at wysyłki | at wysyłki rzeczywista | at wz | at wydania z magazynu | ~at odbioru | ~at odb | ~odebrano',
    promised_at:
      'planowana at dostawy | at dostawy planowana | at dostawy plan | plan dostawy | plan at dostawy | planowana dostawa | at dost plan | plan dost | plan at dost | termin dostawy | termin dost | planowany termin dostawy | potwierdzony termin dostawy | wymagana at dostawy | at dostawy wymagana | at dost wym | żądana at dostawy | oczekiwana at dostawy | uzgodniona at dostawy | at dostawy uzgodniona | obiecana at dostawy | przewidywana at dostawy | deklarowana at dostawy | awizowana at dostawy | at awizacji | dostarczyć do | dostawa do | planowana at rozładunku | at rozładunku plan | rozładunek plan | planowana at doręczenia | przewidywana at doręczenia | termin | termin realizacji',
    delivered_at:
      'at dostawy | at dost | dostarczono | dostarczono at | at dostarczenia | at doręczenia | doręczono | doręczono at | rzeczywista at dostawy | at dostawy rzeczywista | at dost rzecz | faktyczna at dostawy | at dostawy faktyczna | dostawa rzeczywista | at rozładunku | at rozł | rozładunek at | rozładunek rzecz | rozładowano | at realizacji dostawy | at przyjazdu | ~at odbioru | ~at odb | ~odebrano | ~at realizacji',
    closed_at: 'at zamknięcia | zamknięto | at anulowania | anulowano',
    pod_due_at: 'zwrot dokumentów do | termin zwrotu dokumentów',
    pod_returned_at:
      'zwrot dokumentów | at zwrotu dokumentów | zwrot dok | at zwrotu dok | zwrot wz | at zwrotu wz | zwrot cmr | at zwrotu cmr | pod otrzymano | otrzymano pod | at wpływu pod | at wpływu dokumentów | zwrot potwierdzenia | potwierdzenie dostawy otrzymano',
    customs_declared_at: 'at zgłoszenia celnego | zgłoszenie celne',
    customs_cleared_at: 'at odprawy celnej | at odprawy | odprawa celna',
    order_correct: 'zamówienie prawidłowe | zlecenie prawidłowe',
    delivered_correctly: 'dostawa prawidłowa | dostarczono prawidłowo | dostawa zgodna',
    documents_correct: 'dokumenty prawidłowe | dokumenty ok | dokumenty zgodne | dokumentacja zgodna',
    small_batch: 'pilne | ekspres',
    ordered_qty: 'ilość zamówiona | zamówiona ilość | ilość zam | zamówiono szt | szt zam | ~ilość',
    shipped_qty:
      'ilość wysłana | ilość wys | ilość wydana | ilość wyd | ilość | ilość szt | ilość sztuk | liczba sztuk | szt | sztuk | ilość paczek | liczba paczek | paczki | ilość palet | liczba palet | il palet | palety | ilość opakowań | liczba opakowań | opakowania | ilość kartonów | kartony',
    delivered_qty: 'ilość dostarczona | ilość dost | ilość przyjęta | ilość potwierdzona | ~ilość odebrana | dostarczono szt',
    damaged_qty:
      'uszkodzone | uszkodzenia | uszk | ilość uszkodzona | ilość uszkodzonych | ilość uszk | sztuki uszkodzone | szt uszkodzone | szt uszk',
    lost_qty: 'brak | braki | ilość brakująca | ilość braków | brakujące | zaginione | zagubione | niedobór | szt brak',
    distance_km: 'odległość | dystans | km | kilometry | przebieg',
    freight_cost:
      'koszt transportu | koszt transp | koszty transportu | fracht | koszt frachtu | kwota frachtu | koszt przesyłki | cena transportu | opłata transportowa | ~stawka',
    value: 'wartość | wartość towaru | wartość dostawy | wartość przesyłki | wartość zamówienia | wartość netto | wart netto',
  },
  complaint: {
    complaint_no:
      'no reklamacji | no rekl | reklamacja | no zgłoszenia | zgłoszenie | no skargi | skarga | no sprawy | sprawa | no szkody | szkoda | no protokołu | no protokołu szkody | no roszczenia',
    kind: 'rodzaj zgłoszenia | typ zgłoszenia',
    category:
      'rodzaj reklamacji | typ reklamacji | rodz rekl | kategoria | rodzaj szkody | typ szkody | rodzaj uszkodzenia | powód reklamacji | przedmiot reklamacji | rodzaj niezgodności | temat | rodzaj | typ',
    product: 'towar | produkt | indeks | nazwa towaru',
    cause: 'przyczyna | przyczyna reklamacji | przyczyna źródłowa | przyczyna szkody',
    party: 'odpowiedzialny | strona odpowiedzialna | odpowiedzialność | winny | strona winna | wina | sprawca',
    severity: 'priorytet | ważność | pilność',
    channel: 'kanał | kanał zgłoszenia | sposób zgłoszenia | forma zgłoszenia | źródło zgłoszenia',
    received_at:
      'at zgłoszenia | at zgłosz | at zgł | zgłoszono | at wpływu | at wpł | wpłynęło | at reklamacji | at rekl | at przyjęcia | at otrzymania | at rejestracji | otwarto | at otwarcia | at | ~at utworzenia | ~at szkody',
    first_response_at: 'pierwsza odpowiedź | at pierwszej odpowiedzi | at odpowiedzi | at odp | odpowiedziano | pierwsza reakcja',
    due_at:
      'termin | termin odpowiedzi | termin odp | termin rozpatrzenia | termin rozp | termin załatwienia | rozpatrzyć do | odpowiedzieć do',
    resolved_at:
      'at zamknięcia | at zamkn | zamknięto | at rozpatrzenia | at rozp | rozpatrzono | at rozwiązania | rozwiązano | at zakończenia | zakończono | at załatwienia | załatwiono | at decyzji',
    callback_at: 'oddzwoniono | at oddzwonienia',
    recovery: 'działanie | działania | działanie korygujące | podjęte działania | sposób rozpatrzenia | rozwiązanie | decyzja',
    compensation:
      'odszkodowanie | kwota odszkodowania | kwota roszczenia | kwota rosz | roszczenie | wartość roszczenia | rekompensata | wartość szkody | kwota szkody | kwota reklamacji | kwota | kwota uznana',
  },
  warehouse_task: {
    task_no:
      'no zadania | zadanie | no pz | pz | no wz | no przyjęcia | no kompletacji | lista kompletacyjna | no awiza | no awizacji | ~no zlecenia | ~no dokumentu',
    direction: 'kierunek | rodzaj ruchu | typ ruchu | przyjęcie wydanie | wej wyj',
    activity: 'operacja | czynność | typ operacji | rodzaj operacji | typ zadania | rodzaj zadania | proces',
    sku: 'indeks | kod towaru | towar | symbol | symbol towaru | artykuł | no artykułu | kod produktu',
    requested_at: 'at utworzenia | utworzono | at zlecenia | zlecono | at zwolnienia | at rozpoczęcia',
    due_at: 'termin | termin realizacji | wykonać do | planowane zakończenie | plan zakończenia',
    completed_at:
      'at zakończenia | zakończono | wykonano | at wykonania | at realizacji | zrealizowano | koniec | at potwierdzenia',
    carried_out: 'wykonane | zrealizowane',
    correct: 'poprawne | prawidłowe | bez błędów | zgodne',
    documents_correct: 'dokumenty ok | dokumenty zgodne',
    asked_qty: 'ilość zamówiona | ilość zam | ilość zlecona | ilość do pobrania | ilość planowana | ilość awizowana',
    done_qty:
      'ilość wykonana | ilość pobrana | ilość zrealizowana | ilość przyjęta | ilość skompletowana | ilość wydana | ilość rzeczywista | ilość',
    damaged_qty: 'uszkodzone | uszkodzenia | uszk',
    lost_qty: 'brak | braki | niedobór',
  },
  stock_count: {
    count_no: 'no inwentaryzacji | inwentaryzacja | no arkusza | arkusz | arkusz spisu | no spisu | spis',
    sku: 'indeks | kod towaru | towar | symbol | artykuł | kod produktu',
    location: 'lokalizacja | lok | miejsce | miejsce składowania | adres | regał | gniazdo',
    count_type: 'rodzaj inwentaryzacji | typ inwentaryzacji | typ spisu',
    abc_class: 'klasa abc | klasa',
    counted_at: 'at spisu | at inwentaryzacji | at liczenia | policzono | at',
    checked: 'sprawdzono | zweryfikowano',
    book_qty:
      'stan księgowy | stan systemowy | stan ewidencyjny | stan w systemie | stan mag | stan | ilość systemowa | ilość księgowa',
    counted_qty:
      'stan rzeczywisty | stan faktyczny | stan z natury | ilość policzona | ilość spisana | ilość rzeczywista | spisano | policzono szt',
    damaged_qty: 'uszkodzone | uszk',
    unit_value: 'cena | cena jednostkowa | cena jedn | wartość jednostkowa',
  },
  survey_answer: {
    client: 'firma | nazwa firmy | przedsiębiorstwo',
    wave: 'ankieta | badanie | edycja | kwartał',
    respondent: 'respondent | no respondenta | imię i nazwisko | e mail',
    item: 'pytanie | kryterium',
    role: 'rola | stanowisko',
    answered_at: 'sygnatura czasowa | at odpowiedzi | at wypełnienia | wypełniono',
    score: 'ocena | punkty',
    phrase: 'odpowiedź',
    comment: 'komentarz | uwagi | sugestie',
  },
  invoice: {
    invoice_no: 'no faktury | faktura | no fv | fv',
    service: 'usługa | rodzaj usługi | rodzaj kosztu',
    issued_at: 'at wystawienia | at faktury | wystawiono',
    settle_due_at: 'termin płatności | termin zapłaty | płatne do',
    settled_at: 'at zapłaty | zapłacono | at płatności | at wpłaty',
    correct: 'poprawna | prawidłowa',
    amount: 'kwota | kwota netto | wartość netto | netto | kwota faktury | suma',
  },
};
