import type { EventDraft, EventType } from '../../../src/coordination/events.ts';
import { answerChecks } from './answers.ts';
import type { EventChecks, Report } from './check.ts';
import type { Facts } from './facts.ts';
import { identityChecks } from './identity.ts';
import { orderChecks } from './order.ts';
import { timeChecks } from './time.ts';
import { updateChecks } from './updates.ts';
import { voteChecks } from './votes.ts';

type Handler = (event: EventDraft, facts: Facts, report: Report) => void;

const ALL: readonly EventChecks[] = [orderChecks, voteChecks, answerChecks, updateChecks, timeChecks, identityChecks];

const handlers = new Map<EventType, Handler[]>();
for (const checks of ALL) {
  for (const [type, handler] of Object.entries(checks)) {
    const list = handlers.get(type as EventType) ?? [];
    handlers.set(type as EventType, [...list, handler as Handler]);
  }
}

/** Runs every check that cares for this event. */
export function checkEvent(event: EventDraft, facts: Facts, report: Report): void {
  const interested = handlers.get(event.event_type);
  if (interested !== undefined) for (const check of interested) check(event, facts, report);
}
