/** The Chinese of signing in with accounts, the own account and those of all operators. */
export const accounts = {
  'With an account': '使用账号登录',
  'With a token': '使用令牌登录',
  'Sign in with {name}': '使用 {name} 登录',
  'The provider does not answer. Try again later, or sign in otherwise.':
    '身份提供方没有应答，请稍后重试或使用其他方式登录。',
  'The provider did not sign you in. Try again.': '身份提供方未能完成登录，请重试。',
  'The provider signed you in, but you have no role here. Ask an administrator.':
    '身份提供方已确认您的身份，但您在此没有角色，请联系管理员。',
  'Too many attempts were wrong. Wait before the next one.': '错误次数过多，请稍后再试。',
  Password: '密码',
  Code: '验证码',
  'Of the authenticator, or a recovery code; empty if the account has none':
    '身份验证器上的验证码或恢复码；账号未设置时留空',
  'An administrator knows your password. Choose one of your own.': '管理员知道您的密码，请设置自己的密码。',
  'A second factor is required here. Set up an authenticator app.':
    '此处要求双因素认证，请设置身份验证器应用。',
  'Present password': '当前密码',
  'New password': '新密码',
  'New password again': '再次输入新密码',
  'At least 12 characters; a long sentence is better than signs': '至少 12 个字符；长句比符号更好',
  'Change the password': '修改密码',
  'The new passwords differ.': '两次输入的新密码不一致。',
  'The password is changed. Other sessions of this account have ended.':
    '密码已修改，此账号的其他会话已结束。',
  'Second factor': '双因素认证',
  'Signing in wants a code of the authenticator.': '登录时需要身份验证器上的验证码。',
  'Signing in wants no code.': '登录时不需要验证码。',
  'Set up an authenticator': '设置身份验证器',
  'Scan this with the authenticator app, or type the secret in. Then type the code that it shows.':
    '请用身份验证器应用扫描，或手动输入密钥，然后输入其显示的验证码。',
  'QR code of the secret': '密钥的二维码',
  Confirm: '确认',
  'The second factor is in force. Keep these codes: each signs in once without the authenticator.':
    '双因素认证已启用。请妥善保存这些恢复码：每个可在没有身份验证器时登录一次。',
  'They are not shown again.': '它们不会再次显示。',
  'I have kept them': '我已保存',
  'There are no accounts. Tokens of the configuration sign in.': '没有账号，可用配置文件中的令牌登录。',
  Sessions: '会话',
  'Signed in': '最近登录',
  'to be changed': '待修改',
  Change: '修改',
  'Change {name}': '修改 {name}',
  'Change the role': '修改角色',
  'Ends the sessions of the account': '将结束该账号的会话',
  'End its sessions': '结束其会话',
  'Reset password and second factor': '重置密码和双因素认证',
  '{name} is now {role}.': '{name} 现在是{role}。',
  '{count} sessions have ended.': '已结束 {count} 个会话。',
  'Remove this account?': '删除此账号？',
  'Its sessions end at once. It cannot be undone.': '其会话立即结束，此操作无法撤销。',
  'Remove it': '删除',
  'Letters, digits and . _ @ -': '字母、汉字、数字和 . _ @ -',
  'Their keys, with commas between': '应用的 key，用逗号分隔',
  'The password of {name} for the first sign-in, which is not shown again:':
    '{name} 首次登录的密码，不会再次显示：',
  'I have kept it': '我已保存',
} as const;
