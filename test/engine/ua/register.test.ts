import t from 'tap';
import { UaRegister } from '../../../engine/ua/register.js';

void t.test('contacts with a port that nothing can be sent to are left out', async (t) => {
  const register = new UaRegister({
    method: 'REGISTER',
    uri: 'sip:pbx',
    source: { transport: 'udp', address: '192.0.2.1', port: 5060 },
    dialogId: '',
    body: undefined,
    header: (name) =>
      name === 'Contact'
        ? '<sip:a@192.0.2.1:0>, <sip:b@192.0.2.1:65536>, <sip:c@192.0.2.1:99999>, <sip:d@192.0.2.1:5060>;expires=60, <sip:e@192.0.2.1>'
        : undefined,
    onCancel: () => undefined,
    onUpdate: () => undefined,
    respond: () => undefined,
  });
  t.same(
    register.contacts.map(({ uri }) => uri),
    ['sip:d@192.0.2.1:5060', 'sip:e@192.0.2.1'],
  );
});
