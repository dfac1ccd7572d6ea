/** The state of the engine: its ailments, its load, its start. */
import type { ShownHealth, ShownSystem } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { count, say } from '../language/language.js';
import { Facts } from '../parts/facts.js';
import { lasting, Moment } from '../parts/moment.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Refresh } from '../parts/refresh.js';
import { Tag } from '../parts/tag.js';
import { useAnswer } from '../use-answer.js';

export function OverviewPage({ client }: { readonly client: Client }) {
  const asked = useAnswer(
    async (signal) => {
      const [system, health] = await Promise.all([client.state(signal), client.health(signal)]);
      return { system, health };
    },
    [client],
  );
  return (
    <>
      <Refresh asked={asked} />
      {asked.problem !== undefined && <ProblemNotice problem={asked.problem} />}
      {asked.answer !== undefined && (
        <div class={asked.problem === undefined ? '' : 'old'}>
          <HealthLine health={asked.answer.health} />
          <SystemFacts system={asked.answer.system} />
        </div>
      )}
    </>
  );
}

function HealthLine({ health }: { readonly health: ShownHealth }) {
  return (
    <p class={`health ${health.healthy ? 'good' : 'bad'}`} role="status">
      <strong>{say(health.healthy ? 'Healthy' : 'Not healthy')}</strong>{' '}
      {health.healthy ? (
        say('Calls and changes are taken.')
      ) : (
        <span lang="en">{health.ailments.join('; ')}</span>
      )}
    </p>
  );
}

function SystemFacts({ system }: { readonly system: ShownSystem }) {
  const { version, startedAt, now, draining, calls, bindings, journalAvailable, silentTrunks } = system;
  return (
    <>
      <div class="figures">
        <a href="#/calls">
          <b class="number">{count(calls)}</b> {say('calls in progress')}
        </a>
        <a href="#/bindings">
          <b class="number">{count(bindings)}</b> {say('bindings')}
        </a>
      </div>
      <Facts
        facts={[
          [
            'New calls',
            draining ? (
              <Tag tone="bad">{say('refused, draining')}</Tag>
            ) : (
              <Tag tone="good">{say('taken')}</Tag>
            ),
          ],
          [
            'Journal',
            journalAvailable ? (
              <Tag tone="good">{say('available')}</Tag>
            ) : (
              <>
                <Tag tone="bad">{say('away')}</Tag> {say('Calls go on; changes of bindings answer 503.')}
              </>
            ),
          ],
          [
            'Trunks',
            silentTrunks.length === 0 ? (
              <Tag tone="good">{say('answering')}</Tag>
            ) : (
              <>
                <Tag tone="bad">{say('silent')}</Tag>{' '}
                {say('{trunks}: tried after all others.', { trunks: silentTrunks.join(', ') })}
              </>
            ),
          ],
          ['Running for', <span class="number">{lasting(Date.parse(startedAt), Date.parse(now))}</span>],
          ['Started', <Moment at={startedAt} />],
          ['Its clock', <Moment at={now} />],
          ['Version', <span class="number">{version}</span>],
        ]}
      />
    </>
  );
}
