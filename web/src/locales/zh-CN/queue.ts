export default {
  queue: {
    age: '多久以前列出',
    anyAge: '全部时间',
    ages: { week: '近 7 天', month: '8–30 天', older: '30 天以上' },
  },
};
