/**
 * The provinces of China as a map of tiles: a square for each of the 34, placed as they lie to each other, and an inset
 * for the islands of the South China Sea, which belong to Hainan. It draws no border, so it claims none: outlines that
 * may be published in China need a review number (审图号) that no package of the npm registry has, and ECharts took its
 * own out for that reason. The letters are those of GB/T 2260.
 */

export interface Province {
  /** As the table of cities names it. */
  readonly name: string;
  readonly english: string;
  readonly letters: string;
  /** From the left and from the top, from 1. */
  readonly column: number;
  readonly row: number;
}

export const COLUMNS = 8;

const at = (column: number, row: number, name: string, english: string, letters: string): Province => ({
  ...{ column, row, name, english, letters },
});

/** From north to south, and there from west to east, which is the order of the keyboard. */
export const provinces: readonly Province[] = [
  at(8, 1, '黑龙江', 'Heilongjiang', 'HL'),
  at(5, 2, '内蒙古', 'Inner Mongolia', 'NM'),
  at(6, 2, '北京', 'Beijing', 'BJ'),
  at(8, 2, '吉林', 'Jilin', 'JL'),
  at(1, 3, '新疆', 'Xinjiang', 'XJ'),
  at(3, 3, '甘肃', 'Gansu', 'GS'),
  at(4, 3, '宁夏', 'Ningxia', 'NX'),
  at(5, 3, '山西', 'Shanxi', 'SX'),
  at(6, 3, '河北', 'Hebei', 'HE'),
  at(7, 3, '天津', 'Tianjin', 'TJ'),
  at(8, 3, '辽宁', 'Liaoning', 'LN'),
  at(2, 4, '青海', 'Qinghai', 'QH'),
  at(4, 4, '陕西', 'Shaanxi', 'SN'),
  at(5, 4, '河南', 'Henan', 'HA'),
  at(6, 4, '山东', 'Shandong', 'SD'),
  at(1, 5, '西藏', 'Tibet', 'XZ'),
  at(3, 5, '四川', 'Sichuan', 'SC'),
  at(4, 5, '重庆', 'Chongqing', 'CQ'),
  at(5, 5, '湖北', 'Hubei', 'HB'),
  at(6, 5, '安徽', 'Anhui', 'AH'),
  at(7, 5, '江苏', 'Jiangsu', 'JS'),
  at(8, 5, '上海', 'Shanghai', 'SH'),
  at(3, 6, '云南', 'Yunnan', 'YN'),
  at(4, 6, '贵州', 'Guizhou', 'GZ'),
  at(5, 6, '湖南', 'Hunan', 'HN'),
  at(6, 6, '江西', 'Jiangxi', 'JX'),
  at(7, 6, '浙江', 'Zhejiang', 'ZJ'),
  at(4, 7, '广西', 'Guangxi', 'GX'),
  at(5, 7, '广东', 'Guangdong', 'GD'),
  at(6, 7, '福建', 'Fujian', 'FJ'),
  at(8, 7, '台湾', 'Taiwan', 'TW'),
  at(4, 8, '海南', 'Hainan', 'HI'),
  at(5, 8, '澳门', 'Macau', 'MO'),
  at(6, 8, '香港', 'Hong Kong', 'HK'),
];

/** Of Hainan; no city of its own, and no number. */
export const southChinaSea: Province = at(8, 8, '南海诸岛', 'South China Sea Islands', 'SCS');
