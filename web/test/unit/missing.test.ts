import { expect, test } from 'vitest';
import { labelOf, missingFields } from '@/components/form/missing';

function form(html: string): HTMLElement {
  const element = document.createElement('form');
  element.innerHTML = html;
  return element;
}

test('required fields without content are named in their order', () => {
  const element = form(`
    <div class="field" data-required="姓名"><input value="  "></div>
    <div class="field" data-required="方式"><div class="el-select__wrapper"><input><span class="el-select__placeholder is-transparent"></span></div></div>
    <div class="field" data-required="日期"><input value="2026-11-23"></div>
    <div class="field" data-required="类别"><div class="el-select__wrapper"><input><span class="el-select__placeholder">户籍</span></div></div>
    <div class="field" data-required="什么事"><input type="radio" value="in"><input type="radio" value="out"></div>
    <div class="field" data-required="去留"><input type="radio" value="in"><input type="radio" value="out" checked></div>
    <div class="field"><input value=""></div>`);
  expect(missingFields(element).map(labelOf)).toEqual(['姓名', '方式', '什么事']);
});
