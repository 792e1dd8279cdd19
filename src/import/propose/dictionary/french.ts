import type { Dictionary } from './dictionary.js';

/**
 * Headers of French exports. "no" stands for numéro and N°; "at" for date, heure and le; de, du, des, la and their like do not count.
 * What follows ~ can mean another field as well.
 */
export const french: Dictionary = {
  any: {
    client:
      'client | no client | nom client | code client | donneur d ordre | chargeur | propriétaire | déposant | compte client | ~expéditeur',
    site: 'entrepôt | site | dépôt | plateforme | magasin | agence | ~code site',
    carrier: 'transporteur | nom transporteur | affrété | prestataire | commissionnaire',
    department: 'département | équipe',
    currency: 'devise | monnaie',
    qty_unit: 'unité',
    order_no: 'commande | no commande | référence commande | bon de commande | réf commande | ~référence | ~réf',
    line_no: 'ligne | no ligne | poste',
    agent: 'traité par | opérateur | gestionnaire',
    requested_at: 'demandé le | date de demande',
    reason: 'motif | motif de retard | cause du retard | code motif | anomalie',
    shipment_no:
      'expédition | no expédition | no d expédition | récépissé | no récépissé | no de récépissé | bordereau | no bordereau | lettre de voiture | no lettre de voiture | bon de livraison | no bon de livraison | no bl | no colis | no de suivi | suivi | no envoi | envoi | cmr no',
  },
  shipment: {
    mode: 'mode | mode de transport',
    origin: 'origine | ville de départ | départ | lieu de chargement | ville expéditeur | lieu d enlèvement | ville d enlèvement',
    destination:
      'destination | ville de livraison | lieu de livraison | ville destinataire | ville d arrivée | adresse de livraison | ~ville',
    lane: 'tournée | ligne de transport | trajet',
    service: 'prestation | produit transport | type de service',
    product: 'article | désignation | marchandise | nature marchandise | libellé',
    consignee: 'destinataire | nom destinataire',
    status: 'statut | état | statut livraison | statut expédition | situation',
    order_received_at: 'date commande | commandé le | date de commande | date de création | créé le',
    dispatch_due_at: 'expédition prévue | date expédition prévue | enlèvement prévu | date enlèvement prévue',
    dispatched_at:
      'date d enlèvement | enlevé le | date d expédition | expédié le | date de départ | date de chargement | chargé le | ~date de remise',
    promised_at:
      'date de livraison prévue | livraison prévue | livraison prévue le | date prévue | date promise | date de livraison souhaitée | livraison souhaitée | date de livraison demandée | date impérative | à livrer le | à livrer avant',
    delivered_at:
      'date de livraison réelle | livraison réelle | livré le | date de livraison | livraison le | date livraison effective | livraison effective | date d arrivée | ~date de remise',
    closed_at: 'clôturé le | annulé le',
    pod_returned_at:
      'retour émargé | date de retour émargé | récépissé émargé reçu | émargé reçu le | pod reçu le | preuve de livraison reçue | date retour bl | retour bl | bl émargé | date retour récépissé | cmr retournée le',
    small_batch: 'express | urgent',
    ordered_qty: 'quantité commandée | qté commandée | ~quantité | ~qté',
    shipped_qty:
      'nombre de colis | nb colis | colis | quantité | qté | quantité expédiée | nb palettes | nombre de palettes | palettes | unités',
    delivered_qty: 'quantité livrée | qté livrée | colis livrés',
    damaged_qty: 'avarie | avariés | quantité avariée | endommagé | casse',
    lost_qty: 'manquant | quantité manquante | perdu',
    distance_km: 'distance | kilomètres | km',
    freight_cost: 'montant transport | coût transport | prix transport | fret | frais de port | frais de transport',
    value: 'valeur | valeur marchandise | valeur déclarée',
  },
  complaint: {
    complaint_no:
      'réclamation | no réclamation | no de réclamation | litige | no litige | no de litige | dossier | no dossier | plainte',
    category: 'type de réclamation | nature de la réclamation | type de litige | nature du litige | catégorie | objet',
    cause: 'cause | origine du litige',
    party: 'responsable | responsabilité | imputation',
    severity: 'priorité | gravité | urgence',
    channel: 'canal | voie',
    received_at:
      'reçu le | date de réception | date réclamation | date de la réclamation | date du litige | ouvert le | date d ouverture | signalé le | date',
    first_response_at: 'première réponse | première réponse le | répondu le',
    due_at: 'à traiter avant | échéance | date limite',
    resolved_at: 'résolu le | clôturé le | date de clôture | traité le | soldé le',
    recovery: 'action | action corrective | solution',
    compensation: 'indemnisation | montant indemnisé | montant du litige | montant réclamé | avoir | dédommagement',
  },
  warehouse_task: {
    task_no: 'no préparation | préparation | bon de préparation | no mission | mission | no réception | réception | ~no commande',
    direction: 'sens | entrée sortie',
    activity: 'activité | type de mission | opération | tâche',
    sku: 'article | référence article | code article',
    requested_at: 'lancé le | lancement | date de lancement',
    due_at: 'à terminer avant | échéance | heure limite | fin prévue',
    completed_at: 'terminé le | fin | date de fin | validé le | achevé le',
    asked_qty: 'quantité demandée | qté demandée | quantité à préparer',
    done_qty: 'quantité préparée | qté préparée | quantité reçue | quantité réalisée | quantité',
    damaged_qty: 'casse | avarié',
    lost_qty: 'manquant',
  },
  stock_count: {
    count_no: 'inventaire | no inventaire | fiche d inventaire | comptage | no comptage',
    sku: 'article | référence article | code article | référence',
    location: 'emplacement | adresse | allée',
    counted_at: 'compté le | date de comptage | date inventaire | date',
    book_qty: 'stock théorique | quantité théorique | stock système | stock informatique',
    counted_qty: 'quantité comptée | stock réel | stock physique | compté',
    damaged_qty: 'casse | avarié',
    unit_value: 'prix unitaire | coût unitaire | valeur unitaire',
  },
  survey_answer: {
    client: 'société | entreprise | raison sociale',
    wave: 'enquête | vague | campagne',
    respondent: 'répondant | no répondant | nom | e mail',
    item: 'question | thème',
    answered_at: 'répondu le | horodateur | date de réponse',
    score: 'note | score',
    comment: 'commentaire | commentaires | remarques | suggestions',
  },
};
