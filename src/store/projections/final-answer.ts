import { join } from 'node:path';
import type { AgentId } from '../../coordination/ids.ts';
import type { State } from '../../coordination/state.ts';
import { ANSWER_NAME, CONTEXT_NAME, FINAL_FOLDER, OUTPUTS_FOLDER } from '../files/file-names.ts';
import { clockTime, localDay } from '../local-time.ts';
import { visibleText } from '../files/visible-text.ts';
import type { Attempt, Projection } from './projection.ts';

const RULE = '='.repeat(60);

/** Who speaks at the end: the winner, or the presenter of a mode without votes. */
export const presenterOf = (state: State): AgentId | null =>
  state.presentation?.agentId ?? state.winner?.agentId ?? null;

/**
 * `final/<agent>/answer.txt` with its `context.txt`, and the same words for people in
 * `agent_outputs/final_presentation_<agent>.txt`. Nothing without a final answer.
 */
export const projectFinalAnswer = (attempt: Attempt): Projection => {
  let presentedAtMs = 0;
  return {
    on: {
      final_presentation_end(event) {
        presentedAtMs = Date.parse(event.timestamp);
      },
    },
    finish(state) {
      const presenter = presenterOf(state);
      if (presenter === null || state.finalAnswer === null) return;
      const { content } = state.finalAnswer;
      const { output } = attempt;
      const name = attempt.nameOf(presenter);
      output.text(join(FINAL_FOLDER, name, ANSWER_NAME), () => content);
      const context = attempt.contextOf(presenter);
      if (context !== '') output.text(join(FINAL_FOLDER, name, CONTEXT_NAME), () => context);

      const file = `final_presentation_${name}.txt`;
      const atMs = presentedAtMs || attempt.now();
      const head = `=== FINAL PRESENTATION FROM ${presenter.toUpperCase()} ===\nGenerated at: ${localDay(atMs)} ${clockTime(atMs)}\n`;
      output.text(
        join(OUTPUTS_FOLDER, file),
        () => `${head}${RULE}\n\n${visibleText(content)}\n\n${RULE}\nEnd of Final Presentation\n`,
      );
      output.link(join(OUTPUTS_FOLDER, `final_presentation_${name}_latest.txt`), file);
    },
  };
};
