export default {
  queue: {
    age: 'How long it has been open',
    anyAge: 'any time',
    ages: { week: 'last 7 days', month: '8–30 days', older: 'older than 30 days' },
  },
};
