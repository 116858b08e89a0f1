import { describe, expect, it } from 'vitest';
import { checkText } from '../../src/factcheck/factcheck.ts';
import { CALM, claimsOf, minute, office, verdictsOf, WITH_SPIKE } from './support.ts';

const calm = office(CALM);

describe('numbers', () => {
  it('hold within the rounding of the digits written, and not beyond', () => {
    const window = office([19.36, 19.36, 19.36]);
    expect(verdictsOf('The mean is 19.4 °C.', window)).toEqual(['supported']);
    expect(verdictsOf('The mean is 19.3 °C.', window)).toEqual(['refuted']);
    expect(verdictsOf('The mean is 19.40 °C.', window)).toEqual(['refuted']);
  });

  it('are converted from another unit of the same quantity, and refuted in one of another quantity', () => {
    const boiling = office([100, 100]);
    expect(verdictsOf('It reached 212 °F.', boiling)).toEqual(['supported']);
    expect(verdictsOf('It reached 373.15 K.', boiling)).toEqual(['supported']);
    expect(verdictsOf('It reached 100 hPa.', boiling)).toEqual(['refuted']);
  });

  it('allow what "about" and "almost" allow, on the right side only', () => {
    const window = office([20, 19.2]);
    expect(verdictsOf('It was about 19 °C.', window)).toEqual(['supported']);
    expect(verdictsOf('The maximum was almost 21 °C.', window)).toEqual(['supported']);
    expect(verdictsOf('The maximum was almost 19.3 °C.', window)).toEqual(['refuted']);
  });

  it('are read in words, with thousands and with exponents', () => {
    const window = { ...office([1234.5, 23]), series: 'net.in', unit: 'bytes' };
    expect(verdictsOf('Readings: 1,234.5, 1.2345e3 and twenty-three bytes.', window)).toEqual([
      'supported',
      'supported',
      'supported',
    ]);
  });

  it('are false where they are denied', () => {
    expect(verdictsOf('The mean is not 20.5 °C.', calm)).toEqual(['refuted']);
  });
});

describe('a comparison', () => {
  it('with a time before it is said of the reading of that time', () => {
    const window = office([20, 20, 20, 29, 20, 20], [{ kind: 'spike', at: minute(3), value: 29 }]);
    const at = new Date(minute(3)).toISOString().slice(11, 16);
    expect(verdictsOf(`At ${at} the temperature was 7.5 °C above the mean.`, window)[1]).toBe('supported');
    expect(verdictsOf(`At ${at} the temperature was 4.5 °C above the mean.`, window)[1]).toBe('refuted');
  });
});

describe('the name of a series', () => {
  const sensorA = { ...calm, series: 'environment.temperature{room=office,sensor=a}' };

  it('of one letter is a name only beside its key, and an article otherwise', () => {
    expect(claimsOf('The mean is a mean of 20.5 °C.', sensorA).join()).not.toContain('series');
    expect(claimsOf('Sensor a is in the office.', sensorA)).toEqual([
      '"Sensor a" series supported',
      '"office" series supported',
    ]);
  });
});

describe('counts', () => {
  it('of outliers go by the findings, and a frozen value is none', () => {
    expect(verdictsOf('There are 10 unusual outliers.', WITH_SPIKE)).toEqual(['refuted']);
    expect(verdictsOf('There is one outlier.', WITH_SPIKE)).toEqual(['supported']);
    const stuck = office(CALM, [{ kind: 'stuck', at: minute(40), until: minute(59), value: 20.5 }]);
    expect(verdictsOf('There are no outliers.', stuck)).toEqual(['supported']);
    expect(verdictsOf('There are no anomalies.', stuck)).toEqual(['refuted']);
  });

  it('of readings go by the condition that the sentence names', () => {
    const window = office([10, 20, 30, 40]);
    expect(claimsOf('Two of the 4 readings are above 25 °C.', window)).toEqual([
      '"Two of the 4 readings" count supported',
      '"are above 25 °C" comparison supported',
    ]);
    expect(verdictsOf('Three readings are above 25 °C.', window)[0]).toBe('refuted');
    expect(verdictsOf('All readings are below 41 °C.', window)).toEqual(['supported']);
    expect(verdictsOf('No reading is above 35 °C.', window)[0]).toBe('refuted');
  });

  it('goes on after "no": each of the things listed is denied', () => {
    expect(verdictsOf('There are no gaps, spikes or frozen values.', WITH_SPIKE)).toEqual([
      'supported',
      'refuted',
      'supported',
    ]);
  });
});

describe('times', () => {
  it('must be those of the reading that they date', () => {
    expect(verdictsOf('It reached 31.2 °C at 10:20.', WITH_SPIKE)).toEqual(['supported', 'supported']);
    expect(verdictsOf('It reached 31.2 °C at 10:21.', WITH_SPIKE)).toEqual(['supported', 'refuted']);
    expect(verdictsOf('The spike came shortly after 10:15.', WITH_SPIKE)).toEqual(['supported']);
  });

  it('of an event that no rule knows are not taken on trust', () => {
    expect(checkText('The fan fell silent at 10:07.', calm).summary).toBeNull();
  });
});

describe('parts of the window', () => {
  const step = office(
    [...CALM.slice(0, 30), ...CALM.slice(30).map((value) => value + 5)],
    [{ kind: 'level shift', at: minute(30), until: minute(59), value: 25.5 }],
  );

  it('are judged by their own readings', () => {
    expect(verdictsOf('Before the step the average was 20.5 °C, afterwards 25.5 °C.', step)).toEqual([
      'supported',
      'supported',
    ]);
    // 23 is the mean of all readings, which may be meant.
    expect(verdictsOf('Before the step the average was 23 °C.', step)).not.toContain('supported');
    expect(checkText('Before the step the average was 23 °C.', step).summary).toBeNull();
    expect(verdictsOf('Before the step the average was 22 °C.', step)).toEqual(['refuted']);
    expect(verdictsOf('The first 10 readings average 20.5 °C.', step)).toEqual(['supported']);
  });

  it('leave out what "excluding it" leaves out', () => {
    expect(verdictsOf('Excluding the spike, the maximum is 20.6 °C.', WITH_SPIKE)).toEqual(['supported']);
    expect(verdictsOf('Apart from that the readings are normal.', WITH_SPIKE)).toEqual(['supported']);
    expect(verdictsOf('The readings are normal.', WITH_SPIKE)).toEqual(['refuted']);
  });
});

describe('what takes for granted', () => {
  it('an outlier that was not found is left out', () => {
    expect(checkText('The outlier at 20.6 °C is above the mean.', calm).summary).toBeNull();
    expect(checkText('These outliers are above 20 °C.', calm).summary).toBeNull();
  });

  it('a list goes with the line above it', () => {
    const text = 'Here are the unusual outliers:\n- 20.4 °C\n- 20.6 °C';
    expect(checkText(text, calm).summary).toBeNull();
    expect(checkText('The outliers are:\n- Minimum: 20.4 °C', calm).summary).toBeNull();
    expect(checkText('Summary of the statistics:\n- Minimum: 20.4 °C', calm).summary).toContain('Minimum');
  });

  it('an extreme is that one, and no other reading of its value', () => {
    const zeros = office([-18.5, 81.5, 0, 0]);
    expect(verdictsOf('The lowest value, 0 °C (minimum).', zeros)).not.toContain('supported');
    expect(verdictsOf('The lowest value, -18.5 °C (minimum).', zeros)).toEqual(['supported']);
  });

  it('an impossible time is false', () => {
    expect(verdictsOf('It reached 31.2 °C at 26:99.', WITH_SPIKE)).toContain('refuted');
  });

  it('a value told of a time must be of that time', () => {
    const two = office(
      CALM.map((value, index) => (index === 20 ? 31.2 : index === 30 ? 28 : value)),
      [
        { kind: 'spike', at: minute(20), value: 31.2 },
        { kind: 'spike', at: minute(30), value: 28 },
      ],
    );
    expect(checkText('There is a spike at 10:20, where it reached 31.2 °C.', two).summary).not.toBeNull();
    expect(checkText('There is a spike at 10:30, where it reached 31.2 °C.', two).summary).toBeNull();
  });
});

describe('what is no claim', () => {
  it.each([
    'Check the wiring of the sensor.',
    'The network may have been down.',
    'Are there any outliers?',
    'It is possible that the sensor was moved.',
  ])('%s', (text) => {
    expect(checkText(text, calm).claims).toEqual([]);
  });
});

describe('what may be shown', () => {
  it('is each sentence whose claims all hold', () => {
    const text = 'The mean is 20.5 °C. There are 3 outliers. All 60 readings are below 21 °C.';
    expect(checkText(text, calm).summary).toBe('The mean is 20.5 °C. All 60 readings are below 21 °C.');
  });

  it('leaves out causes, and marks them where the config shows them', () => {
    const text = 'The spike is due to the sun.';
    expect(checkText(text, WITH_SPIKE).summary).toBeNull();
    expect(checkText(text, { ...WITH_SPIKE, unverifiable: 'show' }).summary).toBe(
      `${text} (not verifiable from the data)`,
    );
  });

  it('never holds a possibility or advice about a window in which nothing was found', () => {
    expect(checkText('The readings are normal. There may be a fault. Check the sensor.', calm).summary).toBe(
      'The readings are normal.',
    );
    expect(checkText('There is one outlier. Check the sensor.', WITH_SPIKE).summary).toBe(
      'There is one outlier. Check the sensor.',
    );
  });

  it.each([
    'The readings are dangerous.',
    'The mean temperature will be 20.5 °C.',
    'The humidity is normal.',
    'The kitchen is at 20.5 °C.',
    'No data is missing. No leak was found.',
    'The mean of 20.5 °C was dangerous.',
  ])('leaves out what the data does not settle: %s', (text) => {
    const shown = checkText(text, calm).summary;
    expect(shown === null || shown === 'No data is missing.').toBe(true);
  });

  it('names the fact that states the same number', () => {
    const facts = [{ id: 'F2', text: 'The mean is 20.5 °C.' }];
    expect(checkText('Its mean is 20.5 °C.', { ...calm, facts }).claims[0]?.evidence).toMatch(
      /^F2: mean of all 60 readings: 20\.5/,
    );
  });
});

describe('bad input', () => {
  it.each(['', '   \n', '!!! ... 🙂', '\u0000\uffff'])('%j has no claims and nothing to show', (text) => {
    expect(checkText(text, calm)).toMatchObject({ claims: [], summary: null });
  });

  it.each([
    'Die Temperatur ist stabil und liegt bei 20,5 °C. Es gibt keine Ausreißer.',
    'La température est stable autour de 20,5 °C et aucune anomalie n’a été détectée.',
    'La temperatura es estable, con una media de 20,5 °C y sin valores atípicos.',
    'Температура стабильна, среднее значение 20,5 °C, выбросов нет.',
  ])('says of a text in another language that nothing in it can be checked: %s', (text) => {
    const { claims, summary } = checkText(text, calm);
    expect(summary).toBeNull();
    expect(claims.length).toBeGreaterThan(0);
    expect(
      claims.every(({ verdict, evidence }) => verdict === 'unverifiable' && evidence.includes('not English')),
    ).toBe(true);
  });

  it('refutes every number about a window without readings, and still judges its state', () => {
    expect(verdictsOf('The mean is 20.5 °C. It reached 31 °C at 10:20.', office([]))).not.toContain(
      'supported',
    );
    expect(verdictsOf('Data is missing.', office([]))).toEqual(['supported']);
    expect(verdictsOf('All data is present and there are no gaps.', office([Number.NaN]))).not.toContain(
      'refuted',
    );
  });

  it('takes one reading and nulls', () => {
    expect(verdictsOf('The only reading is 21 °C.', office([21]))).toEqual(['supported', 'supported']);
    expect(verdictsOf('One reading is null.', office([21, Number.NaN, 22]))[0]).toBe('supported');
    expect(verdictsOf('The mean is 21.5 °C.', office([21, Number.NaN, 22]))).toEqual(['supported']);
  });

  it('gives offsets in UTF-16 units', () => {
    const text = '🌡️🌡️ The mean is 20.5 °C.';
    const claim = checkText(text, calm).claims[0];
    expect(text.slice(claim?.start, claim?.end)).toBe('mean is 20.5 °C');
  });
});
