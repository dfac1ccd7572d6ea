/** Whose RTP is taken, the cases of `cases/media/source.cases`. */
import t from 'tap';
import type { MediaSource } from '../../media/media.js';
import { SourceRule, type Endpoint } from '../../media/relay/leg/source-rule.js';
import { mediaCases } from './media-cases.js';

for (const { title, lines } of mediaCases('source'))
  void t.test(title, (t) => {
    const kind = title.slice(0, title.indexOf(':')) as MediaSource;
    const rule = new SourceRule(3000);
    let nowMs = 1000;
    for (const line of lines) {
      const [, what, address = '', port, outcome] =
        /^(sdp|from|to|hold|\d+) ?(?:([\d.]+):(\d+)|nowhere)?(?: : (taken|dropped))?$/.exec(line) ?? [];
      const at: Endpoint = { address, port: Number(port) };
      if (what === undefined) throw new Error(`expected a line of a case, found ${line}`);
      if (what === 'sdp') rule.arm(kind, at, nowMs);
      else if (what === 'hold') rule.arm(kind, undefined, nowMs);
      else if (what === 'to') t.same(rule.target, line.endsWith('nowhere') ? undefined : at, line);
      else if (what === 'from') t.equal(isTaken(rule, at, nowMs), outcome === 'taken', line);
      else nowMs += Number(what);
    }
    t.end();
  });

function isTaken(rule: SourceRule, { address, port }: Endpoint, nowMs: number): boolean {
  return rule.isSource(address, port) || rule.admit(address, port, nowMs);
}
