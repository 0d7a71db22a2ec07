export default {
  poster: {
    title: '打印海报',
    declaring: '申报海报',
    print: '打印',
    how: 'A4 纸竖着打印，黑白就行；只印下面这一张。',
    code: '二维码：{what}',
    scan: '用手机扫一扫',
    declare: {
      title: '租房、入住，请自主申报',
      steps: {
        city: { scan: '打开“随申办”，或直接扫码', fill: '填写本人和住址', send: '提交，社区不再重复登记' },
        own: { scan: '扫码', fill: '填写本人和住址', send: '提交，记下回执号，社区不再重复登记' },
      },
      privacy: {
        city: '在市里的服务里填写，本镇只用来登记实有人口。扫这个码查不到任何人。',
        own: '只问姓名、证件号码或手机号、住址和入住日期，只用来登记实有人口。扫这个码查不到任何人。',
      },
      none: '还没有可以打印的申报海报',
      noneNext: '请系统管理员在服务器的设置里写上 city_declaration_url（市里自主填报的网址，见 docs/operations.md）；本镇自己收申报的，开放自主申报也可以。',
    },
    report: {
      title: '发现变动，扫码上报',
      steps: { scan: '扫码，登录', tell: '选一样：{kinds}', send: '看一遍，发送。最多点六下' },
      privacy: '给门卫和志愿者用，登录后才能报。只写看到的事实；个人信息填在页面里，不要发在群里。',
      none: '没有说是哪个地址的海报',
      noneNext: '请在花名册页点“群里用的链接”，写上地址，再点“打印海报”。',
    },
  },
};
