// browse.mjs FILE CHROMIUM NODE_MODULES WIDTH...: opens an HTML file at each width and prints, as JSON, what the page asked the
// network for, how far it reaches past the window, and what axe-core finds against WCAG 2.2 A and AA.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [file, executablePath, modules, ...widths] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${modules}/`));
const { chromium } = require('playwright-core');
const axe = require.resolve('axe-core/axe.min.js');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const address = pathToFileURL(file).href;

const browser = await chromium.launch({ executablePath, args: flags });
const asked = [];
const seen = {};
for (const width of widths) {
  const page = await browser.newPage({ viewport: { width: Number(width), height: 800 } });
  page.on('request', (request) => request.url() === address || asked.push(request.url()));
  await page.goto(address);
  const beyond = await page.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth);
  const wide = await page.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > document.scrollingElement.clientWidth + 0.5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent.trim().slice(0, 40)}”`),
  );
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(() =>
    axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  seen[width] = {
    beyond,
    wide,
    violations: violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((node) => node.target.join(' ')) })),
  };
  await page.close();
}
await browser.close();
console.log(JSON.stringify({ asked, seen }));
