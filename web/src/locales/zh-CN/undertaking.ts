export default {
  undertaking: {
    title: '保密承诺书',
    why: '您的岗位能看到居民个人信息。查看之前请阅读并签署，每年一次。',
    version: '版本 {version}',
    signed: '已于 {time} 签署，有效至 {until}。',
    agree: '我已阅读并承诺遵守',
    agreeWanting: '请先勾选“我已阅读并承诺遵守”。',
    name: '签名',
    nameHint: '请填写本账号上的姓名：{name}',
    act: '签署',
  },
};
