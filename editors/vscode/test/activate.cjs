// Loads the bundle as VS Code does, with a stand-in for its interface, and prints the commands that the extension registers.
const Module = require("node:module");

const registered = [];
const special = {
  registerCommand: (name) => (registered.push(name), { dispose() {} }),
  textDocuments: [],
};
const standIn = () =>
  new Proxy(class {}, {
    get: (target, name) => (name in special ? special[name] : name === "prototype" ? target.prototype : (target[name] ??= standIn())),
    apply: () => ({ dispose() {} }),
  });
const load = Module._load;
const namespace = new Proxy({}, { get: (target, name) => (target[name] ??= standIn()) });
// Events are functions and not classes: what is called without `new` has to be callable.
for (const part of ["workspace", "window", "commands"]) {
  namespace[part] = new Proxy({}, { get: (_, name) => (name in special ? special[name] : () => ({ dispose() {} })) });
}
Module._load = (name, ...rest) => (name === "vscode" ? namespace : load(name, ...rest));

const extension = require(process.argv[2]);
extension.activate({ subscriptions: [] });
extension.deactivate().then(() => console.log(JSON.stringify(registered)));
