import { expect, it } from 'vitest';
import type { ProseFacts } from '../src/documented/prose.ts';
import { readProse, rules } from '../src/documented/prose.ts';

type Case = [description: string, type: string, facts: ProseFacts];

/** For each rule, what it reads out of which sentences. */
const cases: Record<string, Case[]> = {
  'default, Chinese: 默认为X, 默认值：X, 缺省值：X, 默认从X开始': [
    ['苹果的颜色。\n缺省值：red', 'string', { default: 'red' }],
    ['苹果的颜色，默认为“red”。', 'string', { default: 'red' }],
    ['篮子数。默认值：3。', 'integer', { default: '3' }],
    ['树的编号，默认从0开始。', 'long', { default: '0' }],
    ['是否浇水。\n• 默认：false', 'boolean', { default: 'false' }],
    ['采摘时间的格式，默认值为：yyyy-MM-dd HH:mm:ss。', 'string', { default: 'yyyy-MM-dd HH:mm:ss' }],
    ['每篮的重量，默认值为“(all*part)/(baskets-empty)”。', 'integer', { defaultFormula: '(all*part)/(baskets-empty)' }],
    ['果园的主人，默认为登录的人。', 'string', {}],
  ],
  'default, Chinese: the first page': [['第几页，默认为第一页。', 'integer', { default: '1' }]],
  'default, a character that is named': [
    ['树名之间的字符，默认为逗号。', 'string', { default: ',' }],
    ['Character around names. The default value is double quotes (").', 'string', { default: '"' }],
    ['Character before a quote. The default value is a backslash.', 'string', { default: '\\' }],
  ],
  'default, English: the default value is X': [
    ['How many trees. The default value is 12.', 'integer', { default: '12' }],
    ['Weight. The default value is 1.5 kilograms, without the basket.', 'number', { default: '1.5' }],
    ['Size of the shed. The default value is 3 GB.', 'string', { default: '3 GB' }],
    ['Whether it is ripe. Default value: true.', 'boolean', { default: 'true' }],
    ['Who owns it. The default value is the person who planted it.', 'string', {}],
  ],
  'default, English: the default value X is used': [
    ['If you leave the colour out, the default value red is used.', 'string', { default: 'red' }],
  ],
  'default, English: set to X by default; by default, it is set to X': [
    ['Without a colour it is set to green by default.', 'string', { default: 'green' }],
    ['By default, the number of wheels is set to 4.', 'integer', { default: '4' }],
  ],
  'default, under a heading of its own': [
    ['Definition\nColour of apples\nDefault Value\nred', 'string', { default: 'red' }],
    ['参数解释：\n苹果的颜色\n默认取值：\nred', 'string', { default: 'red' }],
    ['Definition\nColour of apples\nDefault Value\nNone', 'string', {}],
    ['苹果的颜色\n默认取值：\n不涉及', 'string', {}],
  ],
  'length, Chinese: 长度限制：0-57个字符, 不能超过128个字符': [
    ['树名。长度限制：2-20个字符。', 'string', { minLength: 2, maxLength: 20 }],
    ['树名，不能超过20个字符。', 'string', { maxLength: 20 }],
    ['说明。长度范围：0-2*1024个字符。', 'string', { minLength: 0, maxLength: 2048 }],
  ],
  'length, Chinese: 最小长度：1, 最大长度：64': [['树名。\n最小长度：1\n最大长度：64', 'string', { minLength: 1, maxLength: 64 }]],
  'length, English: 0 to 57 characters, up to 57 characters, a maximum of 57 characters': [
    ['Tree name of 2 to 20 characters.', 'string', { minLength: 2, maxLength: 20 }],
    ['Tree name, up to 1,000 characters.', 'string', { maxLength: 1000 }],
    ['Note with a maximum of 2 x 1,024 characters.', 'string', { maxLength: 2048 }],
  ],
  'length, English: only one character can be set': [['Mark of the tree. Only one character can be used.', 'string', { maxLength: 1 }]],
  'rule: one value, or all beyond another': [
    ['篮子数，取值范围：-1或大于3。', 'integer', { rule: '-1 or > 3' }],
    ['Baskets. Value range: -1 or greater than 3.', 'integer', { rule: '-1 or > 3' }],
  ],
  'range: [1, 100], from 1 to 100, 1~100': [
    ['每页的树，范围: [1, 40]。', 'integer', { minimum: 1, maximum: 40 }],
    ['每页的树。取值范围：1~40', 'integer', { minimum: 1, maximum: 40 }],
    ['Trees on a page. It ranges from 1 to 40.', 'integer', { minimum: 1, maximum: 40 }],
    ['Definition\nTrees on a page\nRange\n0-40', 'integer', { minimum: 0, maximum: 40 }],
  ],
  'least value: 最小值为1, minimum value: 1, a minimum of no less than 0.5': [
    ['树的年龄，最小值为“2”。', 'integer', { minimum: 2 }],
    ['• Minimum value: 2', 'integer', { minimum: 2 }],
    ['Weight with a minimum of no less than 0.5 kilograms.', 'number', { minimum: 0.5 }],
    ['Size of the shed. The minimum value is 3 GB.', 'string', { rule: '>= 3 GB' }],
  ],
  'greatest value: 最大值为100, maximum value: 100': [
    ['• 最大值：90', 'integer', { maximum: 90 }],
    ['Age. The maximum value is 90.', 'integer', { maximum: 90 }],
  ],
  'unit, Chinese: 单位为秒, 单位：次/小时, 毫秒数': [
    ['采摘用时，单位：秒。', 'long', { unit: 's' }],
    ['采摘时刻，毫秒数。', 'long', { unit: 'ms' }],
    ['浇水次数，单位为“次/小时”。', 'integer', { unit: 'times/hour' }],
    ['仓库大小，单位为GB。', 'string', {}],
  ],
  'unit, English: in milliseconds, the unit is second, Unit: ms': [
    ['When it was picked, in milliseconds.', 'long', { unit: 'ms' }],
    ['Picking time (unit: second).', 'long', { unit: 's' }],
    ['Ripening. The unit is hour.', 'integer', { unit: 'h' }],
  ],
  'JSON in a string: JSON字符串, in JSON format': [
    ['树的Json字符串。', 'string', { json: true }],
    ['Trees, in JSON format.', 'string', { json: true }],
    ['Trees, in JSON format.', 'object', {}],
  ],
  'condition, Chinese: show_detail为true时独有': [
    ['树的主人。当“show_owner”为“true”时独有。', 'string', { onlyWhen: { show_owner: true } }],
  ],
  'condition, English: valid only when show_detail is set to true': [
    ['Owner, returned only when show_owner is set to false.', 'string', { onlyWhen: { show_owner: false } }],
  ],
  'condition, Chinese: 在feature为basic或ai时填写': [
    ['嫁接的枝，在“kind”为“apple”或“pear”时填写。', 'string', { onlyWhen: { kind: ['apple', 'pear'] } }],
  ],
  'condition: 类型为IMPORT和EXPORT的作业才有, valid only for jobs of the IMPORT and EXPORT types': [
    ['篮子名。类型为Pick和Sort的作业才有此字段。', 'string', { onlyWhen: { job_type: ['PICK', 'SORT'] } }],
    ['Basket, valid only for jobs of the PICK type.', 'string', { onlyWhen: { job_type: 'PICK' } }],
  ],
  'condition: 当语句类型为DDL时, when the statement type is DDL': [
    ['当语句类型为SORT时，返回各篮。', 'array<string>', { onlyWhen: { job_type: 'SORT' } }],
    ['The baskets, if the statement type is SORT.', 'array<string>', { onlyWhen: { job_type: 'SORT' } }],
  ],
  'enum, Chinese: 包含A、B和C, 支持A和B': [
    ['果树的种类，包含apple、pear和plum。', 'string', { enum: ['apple', 'pear', 'plum'] }],
    ['目前支持“apple”，“pear”两种。', 'string', { enum: ['apple', 'pear'] }],
    ['支持by_age（按树龄）、by_name（按名称）。', 'string', { enum: ['by_age', 'by_name'] }],
    ['至少包含apple和pear。', 'string', {}],
  ],
  'enum, Chinese: 包含运行中（RUNNING）、已完成（FINISHED）': [
    ['树的状态，包含开花（BLOOM）、结果（FRUIT）。', 'string', { enum: ['BLOOM', 'FRUIT'] }],
  ],
  'enum, English: options: A, B, and C; the value can be A or B': [
    ['Kind of tree. Options: apple, pear, and plum.', 'string', { enum: ['apple', 'pear', 'plum'] }],
    ['Kind of tree, which can be apple or pear.', 'string', { enum: ['apple', 'pear'] }],
    ['The options are by_age (oldest first) and by_name (from A to Z).', 'string', { enum: ['by_age', 'by_name'] }],
  ],
  'enum, English: currently, A and B are supported': [
    ['Currently, only 1.10 and 1.12 are supported.', 'string', { enum: ['1.10', '1.12'] }],
  ],
  'enum, one more value: 则传入ALL, enter ALL, value CUSTOMIZED is returned': [
    ['种类，包含apple、pear，若不限种类，则传入ANY。', 'string', { enum: ['apple', 'pear', 'ANY'] }],
    ['Options: apple and pear. For all kinds, enter ANY.', 'string', { enum: ['apple', 'pear', 'ANY'] }],
    ['To see all of them, enter ANY.', 'string', {}],
  ],
  'enum, the default is a value too': [
    ['目前支持pear和plum；默认值为apple。', 'string', { enum: ['apple', 'pear', 'plum'], default: 'apple' }],
  ],
};

/** Lists of items, which are read as a whole. */
const lists: Case[] = [
  ['果树：\n• apple：苹果\n• pear：梨', 'string', { enum: ['apple', 'pear'] }],
  ['Trees:\n• 1: apples\n• 2: pears\nThe default value is 1.', 'integer', { enum: ['1', '2'], default: '1' }],
  ['Trees:\n• apple\n• pear (a sweet one)\n◦ sort: any', 'string', { enum: ['apple', 'pear'] }],
  ['• “apple”表示苹果。\n• “pear”表示梨。', 'string', { enum: ['apple', 'pear'] }],
  ['果树：\n• 苹果：apple\n• 梨：pear', 'string', { enum: ['apple', 'pear'] }],
  ['• “2:dir”：保存，dir表示路径。\n• “1”：丢弃。', 'string', { rule: '1 or 2:<path>' }],
  ['• If the tree is old, water it.\n• apple: needs sun', 'string', {}],
  ['Trees on a page.\n• Small garden: The maximum value is 9.\n• Large garden: The maximum value is 90.', 'integer', {}],
];

const listFaults = (each: Case[]): string[] =>
  each.flatMap(([description, type, facts]) => {
    const found = readProse(description, type);
    const [got, wanted] = [found, facts].map((value) => JSON.stringify(Object.entries(value).sort()));
    return got === wanted ? [] : [`${description} → ${JSON.stringify(found)}, not ${JSON.stringify(facts)}`];
  });

it('each rule finds its facts in sentences, and no others', () => {
  expect(Object.keys(cases)).toEqual(rules.map(({ name }) => name));
  const idle = rules.filter(
    ({ name, pattern }) => !cases[name]?.some(([description]) => description.replace(/[“”]/g, '').search(pattern) >= 0),
  );
  expect(idle.map(({ name }) => name)).toEqual([]);
  expect(Object.values(cases).flatMap(listFaults)).toEqual([]);
});

it('a list of items is an enum if each item begins or ends with a value', () => {
  expect(listFaults(lists)).toEqual([]);
});

it('the first of two sentences about the same fact counts', () => {
  expect(readProse('Up to 30 characters. In old gardens up to 9 characters.', 'string')).toEqual({ maxLength: 30 });
});

it('an unknown unit is refused', () => {
  expect(() => readProse('仓库大小，单位：筐。', 'integer')).toThrow('unit "筐" is not known');
});

it('no text takes a rule long', () => {
  const parts = [
    '默认：',
    '单位',
    '"a和',
    'a, ',
    '长度1',
    'range 1',
    '1,',
    '支持a、',
    '包含啊（a）、',
    'default value is a ',
    '在a为a或',
    '• a: ',
    '（',
    '1*',
  ];
  for (const part of parts)
    for (const type of ['string', 'integer']) expect(() => readProse(part.repeat(100_000), type)).not.toThrow('stack');
});
