// Learning Locker's validation: reads xAPI statements, one a line, and names what is wrong with them.
const validate = require("@learninglocker/xapi-validation").default;
const lines = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
let wrong = 0;
for (const line of lines) {
  for (const warning of validate(JSON.parse(line))) {
    wrong += 1;
    console.log(JSON.stringify(warning));
  }
}
console.log(`${lines.length} statements, ${wrong} warnings`);
process.exitCode = lines.length > 0 && wrong === 0 ? 0 : 1;
