import type { Portfolio } from '../contract/portfolio.js';

type Client = Portfolio['clients'][number];

/** A figure of a client as the portfolio's page asks for it: labels come once for all clients. */
export type FigureShown = Omit<Client['metrics'][number], 'label' | 'score'>;

/** The portfolio as its page asks for it. */
export type PortfolioShown = Omit<Portfolio, 'clients'> & {
  readonly clients: readonly (Omit<Client, 'metrics'> & { readonly metrics: readonly FigureShown[] })[];
};

const figures = ['metric', 'unit', 'value', 'standard', 'status', 'gap', 'internal'].map(name => `metrics.${name}`);
const ofClients = ['client', 'name', 'state', 'revision', 'evaluation', 'indexes', ...figures].map(name => `clients.${name}`);
const members = ['period', 'periods', 'metrics', 'gaps', 'internal_gaps', 'missing_sources', 'next', ...ofClients];

/** The members that the page asks for. */
export const portfolioFields = members.join();
