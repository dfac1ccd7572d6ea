/** Key presses by telephone-events through the two legs of a session, the cases of `cases/media/keys.cases`. */
import t from 'tap';
import { TwoLegs } from '../support/phones/two-legs.js';
import { mediaCases } from './media-cases.js';

for (const { title, lines } of mediaCases('keys'))
  void t.test(title, (t) => {
    const legs = new TwoLegs();
    for (const line of lines) {
      const [what, outcome = ''] = line.split(' ');
      if (what === 'heard') t.equal(legs.takeHeard(), outcome, line);
      else if (what === 'sent') t.equal(legs.takeSent(), outcome, line);
      else legs.receive(line);
    }
    t.same(
      legs.broken,
      [],
      'one stream, presses in order, each with one timestamp and a duration that grows',
    );
    t.end();
  });
