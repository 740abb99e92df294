"""Run every check on this repository: findings as file:line, then the reason of each broken rule. Exit 1 on any."""

import sys

from config.checks.house import SHELF, House, checks, findings, idle_exemptions


def main(root=SHELF.parents[1]):
    house, broken = House(root), 0
    for name, module in checks().items():
        found = findings(module, house) + idle_exemptions(module, house)
        for finding in found:
            print(finding)
        if found:
            print(f"  {name}: {module.REASON}\n")
        broken += len(found)
    for finding in house.broken:
        print(finding)
    broken += len(house.broken)
    print(f"house rules: {broken or 'no'} finding{'' if broken == 1 else 's'} in {len(house.paths)} files")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
