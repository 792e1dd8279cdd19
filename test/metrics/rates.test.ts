import { expect } from 'chai';
import { decimalText, exact } from '../../src/facts/exact.js';
import { convertedTo, type ExchangeRate, ratesOn } from '../../src/metrics/rates.js';

const rate = (from_currency: string, to: string, text: string, from?: string): ExchangeRate => ({
  from_currency,
  to,
  rate: { text, value: exact(text) },
  ...(from === undefined ? {} : { from }),
});

const amounts = new Map([
  ['CNY', exact('100')],
  ['EUR', exact('10.5')],
]);

const shown = (rates: readonly ExchangeRate[]): unknown => {
  const sum = convertedTo(amounts, rates);
  return sum === undefined ? undefined : [...sum].map(([currency, amount]) => `${decimalText(amount)} ${currency}`);
};

describe('amounts in several currencies', () => {
  it('stay apart without a rate', () => {
    expect(shown([])).to.equal(undefined);
    expect(shown([rate('USD', 'CNY', '7')])).to.equal(undefined);
  });

  it('are added in the currency that rates lead to, exactly', () => {
    expect(shown([rate('EUR', 'CNY', '7.8')])).to.deep.equal(['181.9 CNY']);
    expect(shown([rate('CNY', 'EUR', '0.125')])).to.deep.equal(['23 EUR']);
  });

  it('are not added with a currency that is not named', () => {
    expect(convertedTo(new Map([...amounts, ['', exact('1')]]), [rate('EUR', 'CNY', '7.8')])).to.equal(undefined);
  });

  it('take the rate in force on the day', () => {
    const rates = [
      rate('EUR', 'CNY', '8', '2026-06-01'),
      rate('EUR', 'CNY', '7', '2026-01-01'),
      rate('EUR', 'CNY', '9', '2026-07-01'),
    ];
    expect(ratesOn(rates, '2026-06-30').map(one => one.rate.text)).to.deep.equal(['8']);
    expect(ratesOn(rates, '2025-12-31')).to.deep.equal([]);
  });
});
