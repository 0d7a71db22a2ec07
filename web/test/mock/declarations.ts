// The form that anybody may fill in: invented receipts, a phone that is none, and a line that sends too much.
import { problem, type Route } from './router';

const mostAtOnce = 10;

export function declarationRoutes(open = true): Route[] {
  const receipts = new Map<string, string>();
  return [
    ['GET', /^\/api\/declarations\/form$/, () => ({ body: { open, town: '上海市青浦区徐泾镇' } }), true],
    ['POST', /^\/api\/declarations$/, ({ body, headers }) => {
      const { phone } = body as { phone?: string };
      const key = String(headers['idempotency-key']);
      if (!open) return problem(404, 'not-found', '没有找到');
      if (phone !== undefined && !/^\+?[\d -]{7,}$/.test(phone)) return problem(422, 'phone', '电话号码不对', { detail: '手机号 11 位；座机带区号。', place: 'phone' });
      if (!receipts.has(key) && receipts.size >= mostAtOnce) return problem(429, 'too-many-requests', '操作太频繁', { detail: '请等 60 秒后再试。' });
      receipts.set(key, receipts.get(key) ?? `K7M2-9QX${'ABCDEFGHJK'[receipts.size] ?? ''}`);
      return { status: 202, body: { receipt: receipts.get(key) } };
    }, true],
  ];
}
