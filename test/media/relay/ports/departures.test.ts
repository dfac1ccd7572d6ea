import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import t from 'tap';
import { Departures } from '../../../../media/relay/ports/departures.js';

const HOST = '127.0.0.1';

void t.test('packets of a turn leave at its end, in order, even if other paths have closed', async (t) => {
  const phone = createSocket('udp4');
  phone.bind(0, HOST);
  await once(phone, 'listening');
  const heard: string[] = [];
  const allHeard = new Promise<void>((resolve) => {
    phone.on('message', (packet) => {
      heard.push(String(packet));
      if (packet.equals(Buffer.from('last'))) resolve();
    });
  });
  const [open, closing] = await Promise.all([pathTo(phone), pathTo(phone)]);
  const departures = new Departures();
  departures.send(open, Buffer.from('first'));
  departures.send(closing, Buffer.from('into a path that closes'));
  departures.send(open, Buffer.from('second'));
  closing.close();
  await new Promise(setImmediate);
  departures.send(open, Buffer.from('last'));
  await allHeard;
  t.same(heard, ['first', 'second', 'last']);
  open.close();
  phone.close();
});

void t.test('nothing leaves before the turn is over', async (t) => {
  const left: string[] = [];
  const path = { send: (packet: Buffer) => left.push(String(packet)) } as unknown as Socket;
  const departures = new Departures();
  departures.send(path, Buffer.from('a'));
  await Promise.resolve();
  departures.send(path, Buffer.from('b'));
  t.same(left, []);
  await new Promise(setImmediate);
  t.same(left, ['a', 'b']);
});

async function pathTo(phone: Socket): Promise<Socket> {
  const path = createSocket('udp4');
  path.connect(phone.address().port, HOST);
  await once(path, 'connect');
  return path;
}
