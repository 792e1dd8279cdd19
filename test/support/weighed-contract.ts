/** A contract of the first of two clients with an index of its own: deliveries as a whole and at one site, and complaints without a level. */
export const weighedContract = `contracts:
  - id: acme-2026
    client: ACME
    from: 2026-05-01
    measures:
      - group: { en: Store deliveries, zh: 门店配送 }
        weight: "100%"
        metrics:
          - { metric: on_time_delivery, at_least: "99%", scope: { site: SHA }, weight: "60%" }
          - { metric: on_time_delivery, at_least: "95%", weight: "40%" }
      - group: { en: Care, zh: 关怀 }
        metrics:
          - { metric: complaint_rate }
`;
