/** A contract over ten measures of the first of two clients, with everything that a first page can show of one. */
export const handoutContract = `contracts:
  - id: acme-2026
    client: ACME
    from: 2026-05-01
    reference: { en: Annex B, zh: 附件 B }
    measures:
      - group: { en: Delivery, zh: 配送 }
        metrics:
          - { metric: on_time_delivery, at_least: "95%" }
          - { metric: on_time_delivery, at_least: "99%", scope: { site: SHA } }
          - { metric: open_overdue_rate, at_most: "5%" }
          - { metric: on_time_dispatch }
          - { metric: transport_accuracy }
          - { metric: delivery_cycle_hours }
      - group: { en: Care, zh: 关怀 }
        metrics:
          - { metric: complaint_rate }
          - { metric: complaint_handling_hours }
          - { metric: pod_return }
          - { metric: callback_rate }
    credits: { fee: "100000", currency: CNY, at_risk: "10%", items: [{ metric: on_time_delivery, pool: "100%", steps: [{ less_than: "95%", credit: "100%" }] }] }
    handout: { year_to_date: true, same_month_last_year: true, sign_off: [{ en: For the client, zh: 客户 }, { en: For us, zh: 我方 }] }
`;
