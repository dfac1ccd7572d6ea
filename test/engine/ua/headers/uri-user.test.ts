import fc from 'fast-check';
import t from 'tap';
import {
  dialStringOfUri,
  userOfHeader,
  userOfUri,
  usersOfHeader,
} from '../../../../engine/ua/headers/uri-user.js';

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
  t.equal(userOfUri('tel:755-28000001;phone-context=+86'), '+86755-28000001');
  t.equal(userOfUri('sip:28000001;phone-context=%2B86755@h'), '+8675528000001');
  t.equal(userOfUri('tel:28000001;phone-context=example.com'), '28000001');
  // As a parameter of the URI instead of the user, and behind a bare URI.
  t.equal(userOfUri('sip:28000001@h;user=phone;phone-context=+86755'), '+8675528000001');
  t.equal(userOfHeader('tel:28000001;phone-context=+86755'), '+8675528000001');
  t.equal(userOfUri('sip:28000001;isub=1;phone-context=+86-755;ext=9@h;user=phone'), '+86-75528000001');
  t.equal(userOfUri('tel:+8613800000021;phone-context=+86755'), '+8613800000021');
  t.equal(dialStringOfUri('sip:28000001@h;phone-context=+86755'), '28000001;phone-context=+86755');
  t.equal(dialStringOfUri('sip:28000001;phone-context=+86@h;phone-context=+1'), '28000001;phone-context=+86');
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
    ['<tel:01012345678;phone-context=+86755>', ['+8675501012345678', '01012345678']],
    ['', []],
  ];
  for (const [header, users] of cases) t.same(usersOfHeader(header), users, header);
  t.equal(usersOfHeader('<sip:a@h>,'.repeat(100)).length, 8, 'a stranger’s list is bounded');
  t.end();
});

void t.test('what stands behind the number dialled is part of what was dialled', async (t) => {
  for (const [uri, dialled] of [
    ['sip:+8617100000009;postd=1234@h:5060;user=phone', '+8617100000009;postd=1234'],
    ['sip:+8617100000009%2C1234%23:secret@h', '+8617100000009,1234#'],
    ['tel:+86-171-0000-0009;ext=1234?subject=x', '+86-171-0000-0009;ext=1234'],
    ['sip:+8617100000009@h;postd=1234', '+8617100000009'],
    ['sip:h', undefined],
  ] as const)
    t.equal(dialStringOfUri(uri), dialled, uri);
});

void t.test('no text makes it throw', (t) => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '>', '"', '\\', 'sip:', '@', ';', '%', 'a', '1') }),
      (text) => {
        userOfHeader(text);
        userOfUri(text);
        dialStringOfUri(text);
      },
    ),
  );
  t.end();
});
