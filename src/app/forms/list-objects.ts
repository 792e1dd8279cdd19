import type { ConfigObjects } from '../../contract/config-forms.js';
import { lastHoliday } from '../../facts/calendar.js';
import type { Deps } from '../deps.js';

/** The clients, sites, calendars and contracts that are in force, as forms name them. */
export function listObjects({ workspace }: Pick<Deps, 'workspace'>): ConfigObjects {
  const { settings, rulebook, calendarLabels } = workspace;
  const clients = settings.clients ?? [];
  return {
    clients: clients.map(({ code, name, calendar, segment }) => ({
      id: code,
      name,
      calendar: calendar ?? null,
      segment: segment ?? null,
    })),
    registers_clients: settings.clients !== undefined,
    sites: settings.sites.map(({ code, name }) => ({ id: code, name })),
    calendars: rulebook.calendars.map(calendar => ({
      id: calendar.id,
      name: calendarLabels.get(calendar.id) ?? { en: calendar.id, zh: calendar.id },
      holidays_until: lastHoliday(calendar) ?? null,
    })),
    contracts: (rulebook.contracts ?? []).map(({ id, scope, from }) => ({
      id,
      whose: scope.client ?? scope.segment ?? '',
      from,
    })),
    segments: [...new Set(clients.flatMap(({ segment }) => segment ?? []))],
  };
}
