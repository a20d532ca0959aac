// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/input_error.h"
#include "core/space/low_discrepancy.h"
#include "tests/core/space_problems.h"

#include <QMap>
#include <QTest>

#include <cmath>
#include <numbers>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

/// A box that is neither square nor at the origin.
BoxDomain boxOf(std::size_t dimensions)
{
    BoxDomain box;
    for (std::size_t k = 0; k < dimensions; ++k) {
        box.push_back({-0.25, 0.5 + 0.25 * static_cast<double>(k)});
    }
    return box;
}

Eigen::ArrayXd valuesOf(const SpaceTarget& target, const Points& points)
{
    Eigen::ArrayXd values(points.rows());
    target.values(points, values);
    return values;
}

Eigen::ArrayXd densitiesOf(const SpaceDensity& density, const BoxDomain& domain,
                           const Points& points)
{
    const SpaceProblem problem(domain, formulaTarget("x1", domain), density);
    Eigen::ArrayXd values(points.rows());
    problem.densities(points, values);
    return values;
}

/// One density of each kind, three-dimensional.
SpaceDensity densityNumber(int which, const BoxDomain& domain)
{
    Choice formula = defaultChoice(spaceTargetRow("expression").option);
    formula.values["expression"] = "1 + x1*x1 + x2*x3";
    switch (which) {
    case 0:
        return uniformDensity(domain);
    case 1:
        return productDensity({gaussianFactor(0.3, 0.4)}, domain);
    case 2:
        return gaussianDensity({{0.2}, {{0.3, 0.1, 0}, {0.1, 0.3, 0.1}, {0, 0.1, 0.3}}}, domain);
    case 3:
        return gaussianMixtureDensity({{0.3, {0.1}, 0.1}, {0.7, {0.4}, 0.2}}, domain);
    default:
        return expressionDensity(formula, domain);
    }
}

template <class Action>
QString refusal(const Action& action)
{
    try {
        action();
    } catch (const InputError& error) {
        return QString::fromStdString(error.line());
    }
    return {};
}

SpaceTarget targetOf(const std::string& kind, const BoxDomain& domain)
{
    return makeSpaceTarget(defaultChoice(spaceTargetRow(kind).option), domain);
}

} // namespace

class TestSpaceTables : public QObject {
    Q_OBJECT

private slots:
    void gradientsAreThoseOfTheValues_data();
    void gradientsAreThoseOfTheValues();
    void targetsFollowTheirFormulas_data();
    void targetsFollowTheirFormulas();
    void densitiesIntegrateToOne_data();
    void densitiesIntegrateToOne();
    void drawsFollowTheirDensity_data() { densitiesIntegrateToOne_data(); }
    void drawsFollowTheirDensity();
    void correlatedGaussianFollowsItsFormula();
    void mixtureWeighsItsCutComponents();
    void lowDiscrepancyPointsAreEven();
    void refusalsNameThePlace();
};

void TestSpaceTables::gradientsAreThoseOfTheValues_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("dimensions");
    for (const SpaceTargetRow& row : spaceTargetTable()) {
        for (const int dimensions : {2, 3, 10}) {
            QTest::addRow("%s in %d", row.option.kind.c_str(), dimensions)
                << QString::fromStdString(row.option.kind) << dimensions;
        }
    }
}

void TestSpaceTables::gradientsAreThoseOfTheValues()
{
    QFETCH(QString, kind);
    QFETCH(int, dimensions);
    const BoxDomain domain = boxOf(static_cast<std::size_t>(dimensions));
    const SpaceTarget target = targetOf(kind.toStdString(), domain);
    const Points points = lowDiscrepancyPoints(domain, 0, 64);
    Points gradients(points.rows(), points.cols());
    target.gradients(points, gradients);
    constexpr double step = 1e-6;
    for (Eigen::Index k = 0; k < points.cols(); ++k) {
        Points above = points;
        Points below = points;
        above.col(k) += step;
        below.col(k) -= step;
        const Eigen::ArrayXd slopes =
            (valuesOf(target, above) - valuesOf(target, below)) / (2 * step);
        QVERIFY((gradients.col(k) - slopes).abs().maxCoeff() <
                1e-7 * (1 + slopes.abs().maxCoeff()));
    }
}

void TestSpaceTables::targetsFollowTheirFormulas_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("formula");
    const QMap<QString, QString> formulas{
        {"cosine-product", "cos(2*pi*x1)*cos(2*pi*x2)*cos(2*pi*x3)"},
        {"radial-bump", "exp(-((x1-0.5)^2 + (x2-0.5)^2 + (x3-0.5)^2)/(2*0.15^2))"},
        {"plane-wave", "cos(2*pi*1.5*(cos(pi/6)*x + sin(pi/6)*x2))"},
        {"ridge", "exp(-(cos(pi/6)*x1 + sin(pi/6)*x2 - 0.6)^2/(2*0.15^2))"},
        {"saddle", "4*((x1-0.5)^2 - (x2-0.5)^2 + (x3-0.5)^2)"},
        {"additive", "sin(2*pi*x1) + sin(2*pi*x2) + sin(2*pi*x3)"},
        {"linear", "x1 + x2 + x3"},
        {"expression", "cos(2*pi*x1)*cos(2*pi*x2)"}};
    for (const SpaceTargetRow& row : spaceTargetTable()) {
        const QString kind = QString::fromStdString(row.option.kind);
        QTest::newRow(row.option.kind.c_str()) << kind << formulas[kind];
    }
}

void TestSpaceTables::targetsFollowTheirFormulas()
{
    QFETCH(QString, kind);
    QFETCH(QString, formula);
    const BoxDomain domain = boxOf(3);
    const Points points = lowDiscrepancyPoints(domain, 1, 256);
    const Eigen::ArrayXd values = valuesOf(targetOf(kind.toStdString(), domain), points);
    const Eigen::ArrayXd typed = valuesOf(formulaTarget(formula.toStdString(), domain), points);
    QVERIFY((values - typed).abs().maxCoeff() < 1e-13);
}

void TestSpaceTables::densitiesIntegrateToOne_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("uniform") << 0;
    QTest::newRow("product") << 1;
    QTest::newRow("gaussian") << 2;
    QTest::newRow("mixture") << 3;
    QTest::newRow("expression") << 4;
}

void TestSpaceTables::densitiesIntegrateToOne()
{
    QFETCH(int, which);
    const BoxDomain domain = boxOf(3);
    const Points points = lowDiscrepancyPoints(domain, 77, 1 << 15);
    const double mass =
        densitiesOf(densityNumber(which, domain), domain, points).mean() * volume(domain);
    QVERIFY2(std::abs(mass - 1) < 1e-3, qPrintable(QString::number(mass)));
}

/// Means of what separates the coordinates and their dependence, within four standard errors.
void TestSpaceTables::drawsFollowTheirDensity()
{
    QFETCH(int, which);
    const BoxDomain domain = boxOf(3);
    const SpaceDensity density = densityNumber(which, domain);
    constexpr std::size_t count = 20'000;
    const Points points = drawPoints(density, domain.size(), {9, 0, 0}, count);
    QVERIFY((points == drawPoints(density, domain.size(), {9, 0, 0}, count)).all());
    for (const char* formula : {"x1", "x2", "x3", "x1*x2", "x2*x3", "x1^2", "x3 > 0.4 ? 1 : 0"}) {
        const SpaceTarget target = formulaTarget(formula, domain);
        const Moments expected = SpaceProblem(domain, target, density).moments();
        const double standardError = std::sqrt(expected.variance / count);
        QVERIFY2(std::abs(valuesOf(target, points).mean() - expected.mean) <
                     4 * standardError + 1e-4,
                 formula);
    }
}

void TestSpaceTables::correlatedGaussianFollowsItsFormula()
{
    // Over so wide a box nothing is cut off, and the density is the textbook's.
    const BoxDomain domain{{-8, 8}, {-8, 8}};
    constexpr double correlation = 0.8;
    const SpaceDensity density =
        gaussianDensity({{0.5, -1}, {{1, correlation}, {correlation, 1}}}, domain);
    const Points points = lowDiscrepancyPoints({{-2, 2}, {-2, 2}}, 0, 64);
    const Eigen::ArrayXd actual = densitiesOf(density, domain, points);
    const Eigen::ArrayXd u = points.col(0) - 0.5;
    const Eigen::ArrayXd v = points.col(1) + 1;
    const double rest = 1 - correlation * correlation;
    const Eigen::ArrayXd expected =
        (-(u * u - 2 * correlation * u * v + v * v) / (2 * rest)).exp() /
        (2 * std::numbers::pi * std::sqrt(rest));
    QVERIFY((actual / expected - 1).abs().maxCoeff() < 1e-9);
}

void TestSpaceTables::mixtureWeighsItsCutComponents()
{
    // A bump whose middle is a corner loses three quarters, and has its whole weight nevertheless.
    const SpaceProblem problem(
        unitSquare, formulaTarget("x1 + x2 < 0.5 ? 1 : 0", unitSquare),
        gaussianMixtureDensity({{1, {0, 0}, 0.05}, {3, {0.9, 0.9}, 0.05}}, unitSquare));
    QVERIFY(std::abs(problem.moments().mean - 0.25) < 1e-4);
}

void TestSpaceTables::lowDiscrepancyPointsAreEven()
{
    const BoxDomain domain = boxOf(10);
    const Points points = lowDiscrepancyPoints(domain, 3, 1 << 12);
    for (Eigen::Index k = 0; k < points.cols(); ++k) {
        const Interval& side = domain[static_cast<std::size_t>(k)];
        QVERIFY(points.col(k).minCoeff() > side.low && points.col(k).maxCoeff() < side.high);
        QVERIFY(std::abs(points.col(k).mean() - side.middle()) < 1e-3 * side.length());
    }
    QVERIFY((lowDiscrepancyPoints(domain, 3, 1 << 12) == points).all());
    QVERIFY((lowDiscrepancyPoints(domain, 4, 1 << 12) != points).any());
}

void TestSpaceTables::refusalsNameThePlace()
{
    const BoxDomain domain = boxOf(3);
    Choice linear = defaultChoice(spaceTargetRow("linear").option);
    linear.values["slopes"] = std::vector<double>{1, 2};
    QCOMPARE(refusal([&] { (void)makeSpaceTarget(linear, domain); }),
             "/target/slopes: has 2 numbers; must be one for each of the 3 coordinates, or a "
             "single one for all");
    QVERIFY(refusal([&] {
                (void)formulaTarget("x4 + 1", domain);
            }).contains("unknown name 'x4'; known are x1 to x3, pi, e"));
    QVERIFY(refusal([&] {
                (void)formulaTarget("log(x1)", domain);
            }).startsWith("/target/expression: is not finite at (-0."));
    QVERIFY(refusal([&] { (void)spaceTargetRow("cubic"); }).startsWith("/target/kind: unknown"));
    const QString covariance = "/covariance: must be 2 rows of 2 numbers, symmetric and positive "
                               "definite";
    QCOMPARE(refusal([] {
                 (void)gaussianDensity({{0.5}, {{1, 2}, {2, 1}}}, unitSquare);
             }),
             covariance);
    QCOMPARE(refusal([] {
                 (void)gaussianDensity({{0.5}, {{1, 0.5}, {0.2, 1}}}, unitSquare);
             }),
             covariance);
    QVERIFY(refusal([] {
                (void)gaussianMixtureDensity({{0, {0.5}, 0.1}}, unitSquare);
            }).startsWith("/components: has no mass"));
    QVERIFY(refusal([] {
                (void)productDensity({gaussianFactor(0.5, 1), gaussianFactor(0.5, -1)}, unitSquare);
            }).startsWith("/factors/1/sd: "));
}

QTEST_GUILESS_MAIN(TestSpaceTables)
#include "test_space_tables.moc"
