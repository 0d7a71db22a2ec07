// The charts we draw, and only those parts of ECharts: a chunk of its own, fetched when a chart comes into view.
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { apart } from './apart';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

export interface Series {
  name: string;
  values: number[];
  color: string;
}

export type ChartKind = 'lines' | 'bars';

export interface ChartContent {
  kind: ChartKind;
  categories: string[];
  series: Series[];
}

function css(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function colorOf(given: string): string {
  return given.startsWith('--') ? css(given) : given;
}

function seriesOption(kind: ChartKind, series: Series) {
  const color = colorOf(series.color);
  if (kind === 'bars') {
    const label = { show: true, position: 'right' as const, color: css('--wg-ink'), formatter: ({ value }: { value: unknown }) => Number(value).toLocaleString() };
    return { type: 'bar' as const, name: series.name, data: series.values, color, label, barMaxWidth: 16 };
  }
  const endLabel = { show: true, formatter: '{a} {c}', color, fontSize: 12 };
  return { type: 'line' as const, name: series.name, data: series.values, color, endLabel, symbolSize: 5, animation: false };
}

export function optionOf(content: ChartContent) {
  const ink = css('--wg-ink-soft');
  const line = css('--wg-line');
  const names = { type: 'category' as const, data: content.categories, axisLabel: { color: ink, showMaxLabel: true, hideOverlap: true }, axisLine: { lineStyle: { color: line } }, axisTick: { show: false } };
  const values = { type: 'value' as const, axisLabel: { color: ink }, splitLine: { lineStyle: { color: line } }, minInterval: 1 };
  const bars = content.kind === 'bars';
  return {
    animation: false,
    aria: { enabled: true },
    grid: { left: 8, right: bars ? 56 : 96, top: 16, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis' as const, renderMode: 'richText' as const },
    xAxis: bars ? values : names,
    yAxis: bars ? { ...names, inverse: true } : values,
    series: content.series.map((series) => seriesOption(content.kind, series)),
  };
}

const labelHeight = 18; // pixels

/** Moves the labels at the ends of lines, which stand where the lines end, so that each can be read. */
export function parted(chart: Pick<EChartsType, 'convertToPixel'>, { kind, series }: ChartContent) {
  if (kind !== 'lines') return [];
  const heightOf = (value: number) => Number(chart.convertToPixel({ yAxisIndex: 0 }, value));
  const ends = series.map(({ values }) => heightOf(values.at(-1) ?? 0));
  const tops = apart(ends, labelHeight, { from: labelHeight / 2, to: heightOf(0) });
  return tops.map((top, index) => ({ endLabel: { offset: [0, top - (ends[index] ?? 0)] } }));
}

export interface DrawnChart {
  draw: (content: ChartContent) => void;
  dispose: () => void;
}

export function drawChart(element: HTMLElement, content: ChartContent): DrawnChart {
  const chart: EChartsType = init(element, null, { renderer: 'svg' });
  let drawn = content;
  const part = () => { chart.setOption({ series: parted(chart, drawn) }); };
  const draw = (next: ChartContent) => {
    drawn = next;
    chart.setOption(optionOf(next), true);
    part();
  };
  const observer = new ResizeObserver(() => {
    chart.resize();
    part();
  });
  observer.observe(element);
  draw(content);
  return {
    draw,
    dispose: () => {
      observer.disconnect();
      chart.dispose();
    },
  };
}
