// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/density.h"
#include "core/target.h"

#include <QString>
#include <QTest>

#include <string>
#include <vector>

namespace tradeoff::test {

/// Every target under every density of the tables, as they are by default, on a domain.
struct TablePair {
    Interval domain;
    Choice target;
    Choice density;
};

/// The default choice of a density; the bins of a histogram are stretched over the domain, which
/// they must fill.
inline Choice defaultDensity(const DensityRow& row, const Interval& domain)
{
    Choice choice = defaultChoice(row.option);
    if (choice.kind == "histogram") {
        std::vector<double> edges = choice.numbers("edges");
        for (double& edge : edges) {
            edge = domain.low + domain.length() * edge;
        }
        choice.values["edges"] = edges;
    }
    return choice;
}

/// One test row for each pair and each domain.
inline void addTablePairs(const std::vector<Interval>& domains = {{0, 1}, {-3, 5}})
{
    QTest::addColumn<int>("target");
    QTest::addColumn<int>("density");
    QTest::addColumn<Interval>("domain");
    for (const Interval& domain : domains) {
        for (std::size_t i = 0; i < targetTable().size(); ++i) {
            for (std::size_t k = 0; k < densityTable().size(); ++k) {
                const std::string name =
                    targetTable()[i].option.kind + ", " + densityTable()[k].option.kind;
                QTest::addRow("%s on [%g, %g]", name.c_str(), domain.low, domain.high)
                    << int(i) << int(k) << domain;
            }
        }
    }
}

/// The pair of the current test row.
inline TablePair fetchTablePair()
{
    QFETCH(const int, target);
    QFETCH(const int, density);
    QFETCH(const Interval, domain);
    return {domain, defaultChoice(targetTable()[std::size_t(target)].option),
            defaultDensity(densityTable()[std::size_t(density)], domain)};
}

} // namespace tradeoff::test
