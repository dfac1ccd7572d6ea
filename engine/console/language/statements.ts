/**
 * The API's statements about routing and rules in Chinese: the steps of an explanation, what a rule says, why it
 * refuses. Each is a pattern with what varies in it; a statement that is not known stays as it is.
 */
import { language, sayWord } from './language.js';

const patterns: readonly (readonly [statement: RegExp, chinese: string])[] = [
  // Steps of routing.
  [/^(\S+) is a number of application (\S+)$/, '$1 是应用 $2 的号码'],
  [/^its status is (\S+)$/, '其状态为 {1}'],
  [/^the caller gives a number$/, '主叫提供了号码'],
  [/^a (\S+) number may call X$/, '{1}号码可以呼叫 X'],
  [/^X is switched on$/, 'X 已开启'],
  [/^A has a temporary callee$/, 'A 设置了临时被叫'],
  [/^the caller has typed an extension$/, '主叫输入了分机号'],
  [/^A has a call-back record$/, 'A 有回呼记录'],
  [/^somebody can be called$/, '有可呼叫的对象'],
  [/^the direction \d lets A call$/, '呼叫方向允许 A 呼叫'],
  [/^the direction \d lets A be called$/, '呼叫方向允许呼叫 A'],
  [/^the real caller may be shown$/, '可以显示真实主叫'],
  [/^the call is recorded$/, '通话录音'],
  [/^(\S+) has a pair on X$/, '$1 在 X 上有绑定关系'],
  [/^X belongs to an A$/, 'X 属于某个 A'],
  [/^(\S+) is an A of X$/, '$1 是 X 的 A'],
  [/^extension (\S+) belongs to an A$/, '分机号 $1 属于某个 A'],
  [/^(\S+) has a relation on the number$/, '$1 在该号码上有绑定关系'],
  [/^the number is the X of an A$/, '该号码是某个 A 的 X'],

  // Why a plan takes so many numbers.
  [/^an X carries (\d+) pairs$/, '一个 X 最多承载 $1 组绑定'],
  [/^a user is once on an X, and has (\d+) pairs$/, '一个用户在一个 X 上只能出现一次，且同时有 $1 组绑定'],
  [/^an X should have (\d+) extensions, of (\d+) it could$/, '建议一个 X 不超过 $1 个分机号（上限 $2）'],
  [/^an A is once on an X, and has (\d+) bindings$/, '一个 A 在一个 X 上只能出现一次，且同时有 $1 个绑定'],
  [/^an X belongs to one A$/, '一个 X 同时只属于一个 A'],
  [/^a Y serves (\d+) relations$/, '一个 Y 最多服务 $1 个绑定关系'],
  [/^a relation has a B once on a Y, and has (\d+) B$/, '同一 AX 关系的 B 不能共用 Y，且同时有 $1 个 B'],
  [/^an X rests for (\d+) s after its binding$/, 'X 解绑后冷却 $1 秒'],
  [
    /^the application decides on every call, and no rule limits what an X carries$/,
    '每次呼叫由应用决定，规则不限制一个 X 的承载量',
  ],
  [
    /^the application knows a pair by caller and X, and a caller has (\d+)$/,
    '应用按主叫和 X 区分绑定，一个主叫同时有 $1 组',
  ],

  // Steps of a call of the past.
  [/^the call came from trunk (\S+)$/, '来自中继 $1 的呼叫'],
  [/^(\S+) is a number of no application$/, '$1 不是任何应用的号码'],
  [/^it stands for (\S+)$/, '对应 $1'],
  [/^the caller has typed extension (\S+)$/, '主叫输入了分机号 $1'],
  [/^a binding led to the callee$/, '通过绑定关系找到被叫'],
  [/^binding (\S+) led to the callee$/, '通过绑定关系 $1 找到被叫'],
  [/^this binding is in force now$/, '该绑定关系目前有效'],
  [/^a callee$/, '被叫'],
  [/^the callee is (\S+)$/, '被叫为 $1'],
  [/^trunk (\S+) put it through(?: after (\S+) s)?$/, '中继 $1 接通@2'],
  [/^trunk (\S+) put it through: refused(?: after (\S+) s)?$/, '中继 $1 接通：被拒绝@2'],
  [/^trunk (\S+) put it through: refused with (\d+)(?: after (\S+) s)?$/, '中继 $1 接通：以 $2 拒绝@3'],
  [
    /^trunk (\S+) put it through: the callee did not answer(?: after (\S+) s)?$/,
    '中继 $1 接通：被叫无应答@2',
  ],
  [/^trunk (\S+) put it through: it was silent(?: after (\S+) s)?$/, '中继 $1 接通：中继无响应@2'],
  [/^trunk (\S+) put it through: it was called off(?: after (\S+) s)?$/, '中继 $1 接通：呼叫被取消@2'],
  [/^trunk (\S+) put it through: it failed(?: after (\S+) s)?$/, '中继 $1 接通：呼叫失败@2'],
  [/^the phone of the callee rang$/, '被叫振铃'],
  [/^the callee answered$/, '被叫应答'],
  [/^the call was recorded$/, '通话已录音'],
  [/^the call is in progress$/, '通话正在进行'],
  [/^it ended with ([^:]+): .+$/, '结束原因：{1}'],
  [/^the cause is with the (\S+)$/, '原因在{1}'],
  [/^the caller got SIP status (\d+)$/, '主叫收到 SIP 状态码 $1'],

  // Rules, and why they refuse.
  [/^no blacklist bars caller or callee$/, '主被叫均不在黑名单中'],
  [/^A is registered$/, 'A 已实名登记'],
  [/^it is within the hours of calls$/, '在允许呼叫的时段内'],
  [/^no limit of calls in a time is reached$/, '未达到呼叫频次限制'],
  [/^no limit of messages in a time is reached$/, '未达到短信频次限制'],
  [/^the caller may be bound as B$/, '主叫可以作为 B 绑定'],
  [/^(\S+) is on the blacklist \((\S+)\)$/, '$1 在黑名单中（$2）'],
  [/^(\S+) is on the blacklist as (\S+) \((\S+)\)$/, '$1 因 $2 在黑名单中（$3）'],
  [/^(\S+) is not registered$/, '$1 未实名登记'],
  [/^it is (\S+) (\S+) in (\S+)$/, '{3} 当前时间为 $1 $2'],
  [/^(.+) has had (\d+) calls in (\d+) s$/, '$1 在 $3 秒内已有 $2 次呼叫'],
  [/^(.+) has had (\d+) messages in (\d+) s$/, '$1 在 $3 秒内已有 $2 条短信'],
  [/^complaints about (\S+) are at (\S+) % this month$/, '$1 本月投诉率为 $2 %'],
];

const EXPIRED = ', but it has expired';

/** In the reader's language, as far as it is known. */
export function sayStatement(statement: string): string {
  if (language() === 'en') return statement;
  if (statement.endsWith(EXPIRED)) return `${sayStatement(statement.slice(0, -EXPIRED.length))}，但已过期`;
  for (const [pattern, chinese] of patterns) {
    const found = pattern.exec(statement);
    if (found === null) continue;
    return (
      chinese
        // Seconds, if it says after how many.
        .replace(/@(\d)/g, (_, group: string) => {
          const seconds = found[Number(group)];
          return seconds === undefined ? '' : `（${seconds} 秒后）`;
        })
        .replace(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? '')
        .replace(/\{(\d)\}/g, (_, group: string) => sayWord(found[Number(group)] ?? ''))
    );
  }
  // What a rule says, and why it refuses.
  const colon = statement.indexOf(': ');
  if (colon === -1) return statement;
  return `${sayStatement(statement.slice(0, colon))}：${sayStatement(statement.slice(colon + 2))}`;
}
