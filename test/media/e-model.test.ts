/** The E-model against the figures that ITU-T and others have published. */
import t from 'tap';
import { opinionScore, rating } from '../../media/e-model.js';

const G711 = { ie: 0, bpl: 25.1 };
const G729A = { ie: 11, bpl: 19 };

void t.test('with the defaults of G.107 the rating is 93.2, which is a score of 4.41', (t) => {
  const best = rating({ lossPercent: 0, delayMs: 0, codec: G711 });
  t.equal(best.toFixed(1), '93.2');
  t.equal(opinionScore(best).toFixed(2), '4.41');
  t.end();
});

void t.test('scores of ratings are those of G.107 table B.1', (t) => {
  for (const [r, mos] of [
    [90, 4.34],
    [80, 4.03],
    [70, 3.6],
    [60, 3.1],
    [50, 2.58],
  ] as const)
    t.ok(Math.abs(opinionScore(r) - mos) < 0.01, `R ${r}: ${opinionScore(r)}`);
  t.same(
    [opinionScore(-3), opinionScore(0), opinionScore(2), opinionScore(100), opinionScore(120)],
    [...[1, 1, 1, 4.5, 4.5]],
  );
  t.end();
});

void t.test('loss costs a codec what G.113 appendix I says', (t) => {
  // The effective equipment impairment of G.729 A under random loss, in percent.
  for (const [loss, impairment] of [
    [0, 11],
    [1, 15],
    [2, 19],
    [4, 26],
    [8, 36],
    [16, 49],
  ] as const) {
    const lost = rating({ lossPercent: 0, delayMs: 0, codec: G711 });
    const left = rating({ lossPercent: loss, delayMs: 0, codec: G729A });
    t.ok(Math.abs(lost - left - impairment) <= 1, `${loss} %: ${(lost - left).toFixed(1)}`);
  }
  t.end();
});

void t.test('delay costs what Cole and Rosenbluth fitted to the full model, up to 300 ms', (t) => {
  for (const delayMs of [0, 25, 50, 100, 150, 200, 250, 300]) {
    const fitted = 0.024 * delayMs + (delayMs > 177.3 ? 0.11 * (delayMs - 177.3) : 0);
    const cost = 93.2 - rating({ lossPercent: 0, delayMs, codec: G711 });
    t.ok(Math.abs(cost - fitted) < 2.5, `${delayMs} ms: ${cost.toFixed(1)} beside ${fitted.toFixed(1)}`);
  }
  t.end();
});

void t.test('more loss or delay is never better, and nothing leaves the scale', (t) => {
  let before = Infinity;
  for (let step = 0; step <= 100; step += 1) {
    const r = rating({ lossPercent: step, delayMs: step * 30, codec: G711 });
    t.ok(r <= before && r >= 0, `step ${step}`);
    before = r;
  }
  t.equal(opinionScore(before), 1);
  t.equal(rating({ lossPercent: -5, delayMs: -1, codec: G711 }).toFixed(1), '93.2', 'nonsense is none');
  t.end();
});
