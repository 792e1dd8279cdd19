// What the REST interface answers about the waves and the links of surveys. `null` is not known, never 0.

/** How one wave stands. */
export interface Wave {
  readonly wave: string;
  /** Null where only answers name the wave. */
  readonly periods: readonly string[] | null;
  readonly groups: readonly {
    readonly group: string;
    readonly invited: number | null;
    readonly respondents: number;
    readonly answers: number;
    readonly response_rate: number | null;
    readonly more_than_invited: boolean;
    readonly share: string | null;
  }[];
  readonly last_at: string | null;
  readonly stale_after: string | null;
  readonly stale: boolean;
}

/** GET /surveys and /clients/{client}/surveys. */
export interface SurveyStatus {
  readonly surveys: readonly { readonly client: string; readonly waves: readonly Wave[] }[];
}

/** A link of GET /clients/{client}/survey-links: never what opens it. */
export interface SurveyLink {
  readonly link: string;
  readonly wave: string;
  readonly role: string;
  readonly state: 'open' | 'answered' | 'expired' | 'revoked';
  readonly created_at: string;
  readonly created_by: string;
  readonly expires: string;
  readonly ended_at: string | null;
}
