import { cut, oneLine } from '../markup.ts';
import type { MqttConfig, Publication } from './broker.ts';
import { stateTopic, topicPart } from './topic.ts';

/** What Home Assistant has to know of a series. */
export interface Announced {
  readonly monitor: string;
  readonly series: string;
  readonly unit: string;
}

type Topics = Pick<MqttConfig, 'prefix' | 'discovery' | 'values'>;

/**
 * Home Assistant's names for what a unit measures, as far as the unit alone says it, or together with a word in the name of the series
 * (home-assistant.io/integrations/sensor: a class with a unit that does not belong to it is refused). Energy is not among them: it
 * must be a total there, and nobody knows that of a series.
 */
const CLASSES: readonly { readonly is: string; readonly units: readonly string[]; readonly word?: RegExp }[] =
  [
    { is: 'temperature', units: ['°C', '°F', 'K'] },
    { is: 'carbon_dioxide', units: ['ppm'], word: /co2|carbon.?dioxide/i },
    { is: 'humidity', units: ['%'], word: /humid/i },
    { is: 'moisture', units: ['%'], word: /moist/i },
    { is: 'battery', units: ['%'], word: /batter/i },
    { is: 'pressure', units: ['Pa', 'kPa', 'hPa', 'mbar', 'bar', 'psi', 'mmHg', 'inHg'] },
    { is: 'voltage', units: ['V', 'mV'] },
    { is: 'current', units: ['A', 'mA'] },
    { is: 'power', units: ['W', 'kW'] },
    { is: 'frequency', units: ['Hz', 'kHz', 'MHz', 'GHz'] },
    { is: 'illuminance', units: ['lx'] },
    { is: 'signal_strength', units: ['dBm'] },
    { is: 'pm25', units: ['μg/m³'], word: /pm_?2[._]?5/i },
    { is: 'pm10', units: ['μg/m³'], word: /pm_?10/i },
  ];

export function deviceClassOf({ series, unit }: Pick<Announced, 'series' | 'unit'>): string | undefined {
  // The sign for micro and the Greek letter look alike; people type either.
  const plain = unit.replaceAll('\u00b5', '\u03bc');
  return CLASSES.find(({ units, word }) => units.includes(plain) && (word?.test(series) ?? true))?.is;
}

/**
 * The discovery messages of a series: a binary sensor that is on while there is a problem, and with `values` its last reading and
 * its score. All are of the monitor's device, and available while the worker is.
 */
export function discoveryOf(announced: Announced, topics: Topics): readonly Publication[] {
  const { monitor, series, unit } = announced;
  const { prefix, discovery, values } = topics;
  const topic = stateTopic(announced, prefix);
  const object = topicPart(`${monitor} ${series}`);
  const name = cut(oneLine(series), 200);
  const shared = {
    availability_topic: `${prefix}/status`,
    payload_available: 'online',
    payload_not_available: 'offline',
    device: { identifiers: [`${prefix}_${topicPart(monitor)}`], name: monitor, manufacturer: 'Plumbline' },
    origin: { name: 'Plumbline' },
  };
  const entity = (kind: string, suffix: string, own: object): Publication => ({
    topic: `${discovery}/${kind}/${topicPart(prefix)}/${object}${suffix}/config`,
    payload: JSON.stringify({
      unique_id: `${prefix}_${object}${suffix}`.replaceAll('/', '_'),
      ...own,
      ...shared,
    }),
    retain: true,
  });
  const state = entity('binary_sensor', '', {
    name,
    state_topic: topic,
    json_attributes_topic: `${topic}/attributes`,
    device_class: 'problem',
  });
  if (!values) return [state];
  const measures = deviceClassOf(announced);
  const value = entity('sensor', '_value', {
    name: `${name} value`,
    state_topic: `${topic}/value`,
    state_class: 'measurement',
    ...(unit === '' ? {} : { unit_of_measurement: oneLine(unit) }),
    ...(measures === undefined ? {} : { device_class: measures }),
  });
  const score = entity('sensor', '_score', {
    name: `${name} score`,
    state_topic: `${topic}/score`,
    state_class: 'measurement',
    entity_category: 'diagnostic',
    suggested_display_precision: 2,
  });
  return [state, value, score];
}
