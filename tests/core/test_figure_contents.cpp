// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure.h"
#include "core/figure_parts.h"
#include "core/training_set.h"
#include "tests/core/figure_results.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace tradeoff;
using test::addResults;
using test::answer;
using test::Shared;

namespace {

Figure figure(std::string_view name, const Result& result)
{
    const FigureRow& row = figureRow(name);
    return row.make(result, row.view);
}

const Curve* curveOf(const Figure& figure, Role role)
{
    const auto found = std::find_if(figure.curves.begin(), figure.curves.end(),
                                    [&](const Curve& curve) { return curve.role == role; });
    return found == figure.curves.end() ? nullptr : &*found;
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

class TestFigureContents : public QObject {
    Q_OBJECT

private slots:
    void fitShowsTheConstants_data() { addResults(); }
    void fitShowsTheConstants();
    void fitShadesExactlyTheStarvedRegions_data() { addResults(); }
    void fitShadesExactlyTheStarvedRegions();
    void regionErrorsAreTheResults_data() { addResults(); }
    void regionErrorsAreTheResults();
    void tradeoffCurvesAreTheSweep_data() { addResults(); }
    void tradeoffCurvesAreTheSweep();
    void tradeoffShadesWhereTheFormulaIsOff();
    void tradeoffBarsAreTwoStandardErrors();
    void tradeoffBandHoldsMostTrainingSets();
    void decompositionStacksTheErrors_data() { addResults(); }
    void decompositionStacksTheErrors();
    void expertsDensityIsTheDensity();
    void expertsDensityLeavesOutWhatIsNotThere();
    void samplesAreSharedAndNotCopied();
    void visiblePartsAreSampledFinely();
    void jumpsStaySharp();
};

void TestFigureContents::fitShowsTheConstants()
{
    QFETCH(Shared, result);
    const Figure fit = figure("fit", *result);
    const Curve* best = curveOf(fit, Role::BestConstants);
    const Curve* learned = curveOf(fit, Role::LearnedFit);
    QVERIFY(best != nullptr && best->shape == CurveShape::Treads);
    QCOMPARE(learned != nullptr, result->trainingSet != nullptr);
    QCOMPARE(fit.clouds.size(), result->trainingSet ? std::size_t{1} : std::size_t{0});
    for (std::size_t i = 0; i < result->regions.size(); ++i) {
        const Region& region = result->regions[i];
        QVERIFY(best->x[i] == region.intervals.front().low);
        QVERIFY(best->x[i + 1] == region.intervals.front().high);
        QVERIFY(best->y[i] == region.constant);
        QVERIFY(learned == nullptr || learned->y[i] == region.learnedConstant);
        QVERIFY(fit.y.range.contains(region.constant));
    }
    QVERIFY(!result->trainingSet || (fit.y.range.contains(result->trainingSet->rangeOfY.low) &&
                                     fit.y.range.contains(result->trainingSet->rangeOfY.high)));
}

void TestFigureContents::fitShadesExactlyTheStarvedRegions()
{
    QFETCH(Shared, result);
    const Figure fit = figure("fit", *result);
    const auto isShaded = [&](double x) {
        return std::any_of(fit.shades.begin(), fit.shades.end(),
                           [&](const Shade& shade) { return shade.x.contains(x); });
    };
    QVERIFY(result->trainingSet != nullptr || fit.shades.empty());
    // A few thousand regions tell as much as a hundred thousand.
    const std::size_t stride = 1 + result->regions.size() / 2000;
    for (std::size_t i = 0; result->trainingSet && i < result->regions.size(); i += stride) {
        const Region& region = result->regions[i];
        QCOMPARE(isShaded(region.intervals.front().middle()), region.samples == 0);
    }
    for (const Shade& shade : fit.shades) {
        QCOMPARE(shade.role, Role::StarvedRegion);
    }
}

void TestFigureContents::regionErrorsAreTheResults()
{
    QFETCH(Shared, result);
    const Figure errors = figure("region-errors", *result);
    QCOMPARE(errors.boxes.size(), 2 * result->regions.size());
    for (std::size_t i = 0; i < result->regions.size(); ++i) {
        const Region& region = result->regions[i];
        const Box& approximation = errors.boxes[2 * i];
        const Box& estimation = errors.boxes[2 * i + 1];
        QVERIFY(approximation.role == Role::Approximation && estimation.role == Role::Estimation);
        QVERIFY(approximation.x == region.intervals.front() && estimation.x == approximation.x);
        QVERIFY(approximation.y == (Interval{0, region.approximation}));
        QVERIFY(estimation.y ==
                (Interval{region.approximation, region.approximation + region.estimation}));
        QVERIFY(errors.y.range.contains(estimation.y.high));
    }
}

void TestFigureContents::tradeoffCurvesAreTheSweep()
{
    QFETCH(Shared, result);
    const Figure tradeoff = figure("tradeoff", *result);
    const auto verifyCurve = [&](Role role, const auto& value) {
        const Curve* curve = curveOf(tradeoff, role);
        const bool hasNumbers =
            std::any_of(result->sweep.begin(), result->sweep.end(),
                        [&](const SweepRow& row) { return value(row).has_value(); });
        QCOMPARE(curve != nullptr, hasNumbers);
        if (!hasNumbers) {
            return;
        }
        QCOMPARE(curve->y.size(), result->sweep.size());
        for (std::size_t i = 0; i < curve->y.size(); ++i) {
            const std::optional<double> expected = value(result->sweep[i]);
            QCOMPARE(curve->x[i], static_cast<double>(result->sweep[i].experts));
            QVERIFY(expected ? curve->y[i] == *expected : std::isnan(curve->y[i]));
        }
    };
    using Number = std::optional<double>;
    using Row = const SweepRow&;
    if (!result->sweep.empty()) {
        verifyCurve(Role::Noise, [](Row row) { return Number(row.errors.noise); });
        verifyCurve(Role::Approximation, [](Row row) { return Number(row.errors.approximation); });
        verifyCurve(Role::HighRate, [](Row row) { return row.errors.approximationHighRate; });
        verifyCurve(Role::Estimation, [](Row row) { return Number(row.errors.estimation); });
        verifyCurve(Role::EstimationLeadingOrder,
                    [](Row row) { return Number(row.errors.estimationLeadingOrder); });
        verifyCurve(Role::TestError, [](Row row) { return Number(row.errors.test); });
        verifyCurve(Role::Training, [](Row row) { return Number(row.errors.training); });
        verifyCurve(Role::LeaveOneOut, [](Row row) { return row.leaveOneOut; });
    } else {
        QVERIFY(tradeoff.curves.empty() && tradeoff.shades.empty());
    }
    QCOMPARE(tradeoff.rules.size(), std::size_t{1});
    QCOMPARE(tradeoff.rules.front().at, static_cast<double>(result->scenario.experts));
    QVERIFY(tradeoff.rules.front().draggable);
    const bool hasBest = result->bestExperts && result->sweep.size() > 1;
    const std::size_t choices =
        (result->chosenByLeaveOneOut ? 1U : 0U) + (result->chosenByMallowsCp ? 1U : 0U);
    QCOMPARE(tradeoff.marks.size(), hasBest ? 1 + choices : std::size_t{0});
    if (hasBest) {
        QCOMPARE(tradeoff.marks.front().x, static_cast<double>(result->bestExperts->experts));
        QCOMPARE(tradeoff.marks.front().y, result->bestExperts->test);
        QVERIFY(tradeoff.y.range.contains(result->bestExperts->test));
    }
}

void TestFigureContents::tradeoffShadesWhereTheFormulaIsOff()
{
    const Shared result = answer([](Scenario&) {});
    const Figure tradeoff = figure("tradeoff", *result);
    QVERIFY(!tradeoff.shades.empty());
    int off = 0;
    for (const SweepRow& row : result->sweep) {
        const double exact = row.errors.approximation;
        const bool isOff = std::abs(*row.errors.approximationHighRate - exact) > 0.1 * exact;
        const bool isShaded =
            std::any_of(tradeoff.shades.begin(), tradeoff.shades.end(),
                        [&](const Shade& shade) { return shade.x.contains(row.experts); });
        QCOMPARE(isShaded, isOff);
        off += isOff ? 1 : 0;
    }
    QVERIFY(0 < off && off < 100);
}

void TestFigureContents::tradeoffBarsAreTwoStandardErrors()
{
    const Shared result = answer([](Scenario& s) { s.trainingSets = 50; });
    QCOMPARE(result->simulated.size(), result->sweep.size());
    for (const AxisScale scale : {AxisScale::Linear, AxisScale::Logarithmic}) {
        const Figure tradeoff = figureRow("tradeoff").make(*result, {scale, AxisScale::Linear, {}});
        std::vector<const Curve*> curves;
        for (const Curve& curve : tradeoff.curves) {
            if (curve.role == Role::Simulation) {
                curves.push_back(&curve);
            }
        }
        QCOMPARE(curves.size(), std::size_t{2});
        for (const Curve* curve : curves) {
            QCOMPARE(curve->shape, CurveShape::ErrorBars);
            QVERIFY(curve->x.size() > 15 && curve->x.size() < 27);
            QCOMPARE(curve->bars.size(), curve->x.size());
            for (std::size_t i = 0; i < curve->x.size(); ++i) {
                const SimulatedRow& row =
                    result->simulated[static_cast<std::size_t>(curve->x[i]) - 1];
                const SimulatedError& error = curve == curves[0] ? row.estimation : row.test;
                QCOMPARE(curve->y[i], error.estimate.mean);
                QCOMPARE(curve->bars[i], 2 * error.estimate.standardError);
            }
        }
    }
    const Shared without = answer([](Scenario& s) { s.trainingSets = 0; });
    QVERIFY(curveOf(figure("tradeoff", *without), Role::Simulation) == nullptr);
}

void TestFigureContents::tradeoffBandHoldsMostTrainingSets()
{
    const Shared result = answer([](Scenario& s) { s.trainingSets = 50; });
    FigureView view;
    QVERIFY(figureRow("tradeoff").make(*result, view).bands.empty());
    view.testErrorBand = true;
    const Figure tradeoff = figureRow("tradeoff").make(*result, view);
    QCOMPARE(tradeoff.bands.size(), std::size_t{1});
    const Band& band = tradeoff.bands.front();
    QCOMPARE(band.low.size(), result->simulated.size());
    QCOMPARE(band.high.size(), result->simulated.size());
    for (std::size_t i = 0; i < result->simulated.size(); ++i) {
        const SimulatedRow& row = result->simulated[i];
        QVERIFY(band.x[i] < row.experts && row.experts < band.x[i + 1]);
        QCOMPARE(band.low[i], row.test.band.low);
        QCOMPARE(band.high[i], row.test.band.high);
    }
    const Shared without = answer([](Scenario& s) { s.trainingSets = 0; });
    QVERIFY(figureRow("tradeoff").make(*without, view).bands.empty());
}

void TestFigureContents::decompositionStacksTheErrors()
{
    QFETCH(Shared, result);
    const Figure bar = figure("decomposition", *result);
    const Errors& errors = result->errors;
    QCOMPARE(bar.boxes.size(), std::size_t{3});
    const std::vector<std::pair<Role, double>> expected{{Role::Noise, errors.noise},
                                                        {Role::Approximation, errors.approximation},
                                                        {Role::Estimation, errors.estimation}};
    double end = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(bar.boxes[i].role, expected[i].first);
        QCOMPARE(bar.boxes[i].x.low, end);
        end += expected[i].second;
        QCOMPARE(bar.boxes[i].x.high, end);
        QVERIFY(contains(bar.boxes[i].label, shortNumber(expected[i].second)));
    }
    QVERIFY(test::isClose(end, errors.test, 1e-15));
    QVERIFY(bar.x.range.low == 0 && bar.x.range.contains(errors.test));
    const bool hasBest = result->bestExperts && result->sweep.size() > 1;
    QCOMPARE(bar.rules.size(), hasBest ? std::size_t{1} : std::size_t{0});
    if (hasBest) {
        QCOMPARE(bar.rules.front().at, result->bestExperts->test);
        QVERIFY(contains(bar.rules.front().label, shortNumber(result->bestExperts->test)));
    }
    QVERIFY(contains(bar.summary, shortNumber(errors.test)));
}

void TestFigureContents::expertsDensityIsTheDensity()
{
    const Shared result = answer([](Scenario&) {});
    const Figure densities = figure("experts-density", *result);
    const auto area = [&](Role role) {
        const Curve* curve = curveOf(densities, role);
        double sum = 0;
        for (std::size_t i = 0; curve != nullptr && i + 1 < curve->x.size(); ++i) {
            sum += (curve->x[i + 1] - curve->x[i]) * (curve->y[i] + curve->y[i + 1]) / 2;
        }
        return sum;
    };
    // Trapezoids over 1200 cells: right to about (1/1200)² times the curvature, less at the kinks.
    QVERIFY(std::abs(area(Role::InputDensity) - 1) < 1e-4);
    QVERIFY(std::abs(area(Role::SegmentDensity) - 1) < 1e-3);
    const Curve* slope = curveOf(densities, Role::SlopeFactor);
    const Curve* lambda = curveOf(densities, Role::SegmentDensity);
    QVERIFY(slope != nullptr && lambda != nullptr);
    QVERIFY(test::isClose(*std::max_element(slope->y.begin(), slope->y.end()),
                          *std::max_element(lambda->y.begin(), lambda->y.end()), 1e-12));
}

void TestFigureContents::expertsDensityLeavesOutWhatIsNotThere()
{
    const Shared manual =
        answer([](Scenario& s) { s.segmentation = test::segmentation("manual"); });
    const Figure withoutLambda = figure("experts-density", *manual);
    QVERIFY(curveOf(withoutLambda, Role::InputDensity) != nullptr);
    QVERIFY(curveOf(withoutLambda, Role::SegmentDensity) == nullptr);
    QVERIFY(curveOf(withoutLambda, Role::SlopeFactor) == nullptr);
    // What is not drawn is not spoken of either.
    QVERIFY2(!contains(withoutLambda.summary, "λ"), withoutLambda.summary.c_str());
    const Shared uniform =
        answer([](Scenario& s) { s.segmentation = test::segmentation("uniform"); });
    const Figure withoutSlope = figure("experts-density", *uniform);
    QVERIFY(curveOf(withoutSlope, Role::SegmentDensity) != nullptr);
    QVERIFY(curveOf(withoutSlope, Role::SlopeFactor) == nullptr);
}

void TestFigureContents::samplesAreSharedAndNotCopied()
{
    const Shared result = answer([](Scenario&) {});
    const PointCloud cloud = figure("fit", *result).clouds.front();
    QVERIFY(cloud.x == result->trainingSet->x);
    QVERIFY(cloud.y == result->trainingSet->y);
}

void TestFigureContents::visiblePartsAreSampledFinely()
{
    const Shared result = answer([](Scenario& s) { s.target = test::target("doppler"); });
    const Interval part{0.01, 0.02};
    const FigureRow& row = figureRow("fit");
    const Figure fit = row.make(*result, {row.view.x, row.view.y, part});
    const Curve* target = curveOf(fit, Role::Target);
    QVERIFY(target != nullptr);
    QVERIFY(std::count_if(target->x.begin(), target->x.end(),
                          [&](double x) { return part.contains(x); }) >= 1000);
    for (std::size_t i = 0; i < target->x.size(); ++i) {
        QCOMPARE(target->y[i], result->problem->target().value(target->x[i]));
    }
}

void TestFigureContents::jumpsStaySharp()
{
    const Shared result = answer([](Scenario& s) { s.target = test::target("steps"); });
    const Figure fit = figure("fit", *result);
    const Curve* target = curveOf(fit, Role::Target);
    for (std::size_t i = 0; i + 1 < target->x.size(); ++i) {
        if (target->y[i] != target->y[i + 1]) {
            QVERIFY(target->x[i + 1] - target->x[i] < 1e-15);
        }
    }
    const std::vector<double> levels{0, 1, -0.5, 0.5};
    for (const double level : levels) {
        QVERIFY(std::find(target->y.begin(), target->y.end(), level) != target->y.end());
    }
}

QTEST_APPLESS_MAIN(TestFigureContents)
#include "test_figure_contents.moc"
