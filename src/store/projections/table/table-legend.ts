/** What the signs of `coordination_table.txt` mean. */
export const TABLE_LEGEND = `Coordination of the agents
==========================

SIGNS
  📋 Context              the answers an agent was given to read
  💭 Started streaming    the agent begins to think and write
  ✨ NEW ANSWER           an answer was accepted and got its label
  👁️  Preview             how an answer begins
  🗳️  VOTE                an agent votes for an answer
  💭 Reason               why it votes so
  🚫 VOTE IGNORED         the vote came before the agent had read a newer answer
  📨 UPDATE RECEIVED      a newer answer was shown to a running agent
  🔁 RESTART TRIGGERED    a new answer made earlier votes void
  ✅ RESTART COMPLETED    the agent began again with the new answers
  🏆 selected as winner   coordination is over
  🎯 FINAL ANSWER         what the winner says at the end

STATES
  ⏳ (waiting)   🔄 (streaming)   ✅ Answered   ✅ (voted)   ✅ (completed)   🎯 (final answer given)   ❌ (out)

LABELS
  agent2.1        first answer of agent 2; agents are numbered as in the configuration
  agent2.final    what agent 2 said at the end

`;
