import fc from 'fast-check';
import t from 'tap';
import { userOfHeader, userOfUri, usersOfHeader } from '../../../engine/sip/uri-user.js';

void t.test('the user of a header’s URI is read however it is written', (t) => {
  const cases: [string, string | undefined][] = [
    ['<sip:+8613800000001@h>', '+8613800000001'],
    ['"A <sip:fake@h>" <sip:+8613800000001@h;user=phone>;tag=1', '+8613800000001'],
    ['"A \\" <" <sip:1@h>', '1'],
    ['sip:13800000001@h:5060;tag=x', '13800000001'],
    ['sips:%2B8613800000001@h', '+8613800000001'],
    ['<sip:+8617100000009;phone-context=x:secret@h>', '+8617100000009'],
    ['<tel:+86-138-0000-0001;ext=1>', '+86-138-0000-0001'],
    ['<sip:h>', undefined],
    ['<sip:@h>', undefined],
    ['<sip:1@h', undefined],
    ['<mailto:a@h>', undefined],
    ['', undefined],
  ];
  for (const [header, user] of cases) t.equal(userOfHeader(header), user, header);
  t.equal(userOfHeader(undefined), undefined);
  t.equal(userOfUri('sip:%zz@h'), '%zz');
  t.end();
});

void t.test('a header with several identities gives up all of them, in order', (t) => {
  const cases: [string, string[]][] = [
    ['<sip:alice@ims.example>, <tel:+8613800000021>', ['alice', '+8613800000021']],
    ['<sip:alice@ims.example>,<tel:+8613800000021;phone-context=+86>', ['alice', '+8613800000021']],
    ['sip:alice@ims.example,tel:+8613800000021', ['alice', '+8613800000021']],
    ['tel:+8613800000021;cpc=ordinary, sip:alice@ims.example;user=phone', ['+8613800000021', 'alice']],
    ['"Li, Lei" <sip:alice@ims.example>, "a, <sip:b@h>" <tel:+8613800000021>', ['alice', '+8613800000021']],
    ['"Anonymous" <sip:anonymous@anonymous.invalid>, <tel:+8613800000021>', ['anonymous', '+8613800000021']],
    ['<sip:a,b@h>;x="<sip:c@h>, ", <sip:+8613800000021@h;user=phone>', ['a,b', '+8613800000021']],
    ['"Li <sip:alice@h>, <tel:+8613800000021>', ['alice', '+8613800000021']],
    ['<sip:ims.example>, , <mailto:a@h>, <tel:+8613800000021>,', ['+8613800000021']],
    ['< tel:+8613800000021 >', ['+8613800000021']],
    ['', []],
  ];
  for (const [header, users] of cases) t.same(usersOfHeader(header), users, header);
  t.equal(usersOfHeader('<sip:a@h>,'.repeat(100)).length, 8, 'a stranger’s list is bounded');
  t.end();
});

void t.test('no text makes it throw', (t) => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '>', '"', '\\', 'sip:', '@', ';', '%', 'a', '1') }),
      (text) => {
        userOfHeader(text);
        userOfUri(text);
      },
    ),
  );
  t.end();
});
