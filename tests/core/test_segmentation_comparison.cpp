// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "core/figure.h"
#include "core/segmentation_comparison.h"
#include "tests/core/experiments.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

using namespace tradeoff;

namespace {

const ResultParts wanted{ResultPart::SegmentationComparison};

Scenario paper()
{
    Scenario scenario = defaultScenario();
    scenario.target = test::target("cosine", {{"frequency", 1.0}});
    scenario.density = test::density("truncated-gaussian", {{"mean", 0.4}, {"sd", 0.1}});
    scenario.experts = 10;
    scenario.sweep.last = 40;
    scenario.trainingSets = 0;
    return scenario;
}

const ComparedSegmentation& kindOf(const Result& result, const std::string& kind)
{
    const auto& kinds = result.comparison->kinds;
    return *std::find_if(kinds.begin(), kinds.end(),
                         [&](const auto& one) { return one.choice.kind == kind; });
}

/// Training sets whose draws leave a region empty, counted region by region.
Estimate countedEmptyRegions(const Result& result, std::int64_t samples)
{
    constexpr int sets = 4000;
    const InputSampler sampler(result.scenario.domain, result.scenario.density);
    double sum = 0;
    double squares = 0;
    for (int set = 1; set <= sets; ++set) {
        const TrainingInputs inputs =
            drawInputs(sampler, {12345 + static_cast<std::uint64_t>(set)}, samples, {});
        std::vector<bool> filled(result.regions.size(), false);
        for (const double x : *inputs.x) {
            const auto region =
                std::find_if(result.regions.begin(), result.regions.end(),
                             [x](const Region& one) { return one.intervals.front().contains(x); });
            filled[static_cast<std::size_t>(region - result.regions.begin())] = true;
        }
        const auto empty = static_cast<double>(std::count(filled.begin(), filled.end(), false));
        sum += empty;
        squares += empty * empty;
    }
    const double mean = sum / sets;
    return {mean, std::sqrt((squares / sets - mean * mean) / sets)};
}

} // namespace

class TestSegmentationComparison : public QObject {
    Q_OBJECT

private slots:
    void isMadeOnlyForWhoAsks();
    void holdsEveryKindThatNeedsNothingByHand();
    void holdsTheScenariosOwnParameters();
    void numbersAreThoseOfComputeToTheBit_data();
    void numbersAreThoseOfComputeToTheBit();
    void emptyRegionsAreTheDirectSum();
    void emptyRegionsAreThoseCounted();
    void optimalOverBestIsTheReference();
    void keptNumbersAreThoseOfAFreshStart();
    void slowKindsComeLastInStages();
    void isCancelledBetweenKinds();
    void figureShowsTheRatios();
    void figureWaitsForTheBest();
};

void TestSegmentationComparison::isMadeOnlyForWhoAsks()
{
    QVERIFY(compute(paper()).comparison == nullptr);
    const Result result = compute(paper(), {}, wanted);
    QVERIFY(result.comparison != nullptr && result.comparison->isComplete);
    QCOMPARE(result.comparison->experts, 10);
}

void TestSegmentationComparison::holdsEveryKindThatNeedsNothingByHand()
{
    const Result result = compute(paper(), {}, wanted);
    std::vector<std::string> kinds;
    for (const ComparedSegmentation& kind : result.comparison->kinds) {
        kinds.push_back(kind.choice.kind);
        QCOMPARE(kind.label, segmentationRow(kind.choice.kind).option.label);
    }
    std::vector<std::string> expected; // in the table's order
    for (const SegmentationRow& row : segmentationTable()) {
        if (row.option.kind != "manual" && row.option.kind != "power") {
            expected.push_back(row.option.kind);
        }
    }
    QVERIFY(kinds == expected);
}

void TestSegmentationComparison::holdsTheScenariosOwnParameters()
{
    Scenario scenario = paper();
    scenario.segmentation =
        test::segmentation("power", {{"targetExponent", 0.5}, {"densityExponent", 0.25}});
    QVERIFY(kindOf(compute(scenario, {}, wanted), "power").choice == scenario.segmentation);
    scenario.segmentation = test::segmentation("offset-uniform", {{"offset", 0.125}});
    const Result result = compute(scenario, {}, wanted);
    QVERIFY(kindOf(result, "offset-uniform").choice == scenario.segmentation);
    const auto& kinds = result.comparison->kinds;
    QVERIFY(std::none_of(kinds.begin(), kinds.end(),
                         [](const auto& kind) { return kind.choice.kind == "power"; }));
    scenario.segmentation =
        test::segmentation("manual", {{"boundaries", std::vector<double>{0.25, 0.5}}});
    QCOMPARE(kindOf(compute(scenario, {}, wanted), "manual").sweep.size(), std::size_t{1});
}

void TestSegmentationComparison::numbersAreThoseOfComputeToTheBit_data()
{
    QTest::addColumn<std::string>("kind");
    QTest::addColumn<std::string>("target");
    for (const SegmentationRow& row : segmentationTable()) {
        if (row.option.kind != "manual") {
            for (const char* target : {"cosine", "steps", "tanh"}) {
                QTest::addRow("%s, %s", row.option.kind.c_str(), target)
                    << row.option.kind << std::string(target);
            }
        }
    }
}

void TestSegmentationComparison::numbersAreThoseOfComputeToTheBit()
{
    QFETCH(std::string, kind);
    QFETCH(std::string, target);
    Scenario scenario = paper();
    scenario.target = test::target(target);
    scenario.experts = 12;
    if (kind == "power") {
        scenario.segmentation = test::segmentation("power");
    }
    const Result compared = compute(scenario, {}, wanted);
    const ComparedSegmentation& found = kindOf(compared, kind);
    scenario.segmentation = test::segmentation(kind);
    const Result alone = compute(scenario);
    QVERIFY(found.errors == alone.errors);
    QVERIFY(found.sweep == alone.sweep);
    QVERIFY(found.bestExperts == alone.bestExperts);
    QVERIFY(found.errorsOf == alone.errorsOf);
    double least = 1;
    double empty = 0;
    for (const Region& region : alone.regions) {
        least = std::min(least, region.probability);
        empty += std::pow(1 - region.probability, static_cast<double>(scenario.samples));
    }
    QCOMPARE(found.smallestProbability, least);
    QVERIFY(std::abs(found.expectedEmptyRegions - empty) <= 1e-11 * empty + 1e-300);
}

void TestSegmentationComparison::emptyRegionsAreTheDirectSum()
{
    const auto with = [](double probability) {
        Moments moments;
        moments.probability = probability;
        return moments;
    };
    QCOMPARE(expectedEmptyRegions(std::vector{with(0.5), with(0.5)}, 1), 1.0);
    QCOMPARE(expectedEmptyRegions(std::vector{with(0.25), with(0.75)}, 2), 0.5625 + 0.0625);
    QCOMPARE(expectedEmptyRegions(std::vector{with(1.0)}, 5), 0.0);
    QCOMPARE(expectedEmptyRegions(std::vector{with(0.0), with(1.0)}, 5), 1.0);
    // (1 − 1e-17)^n is not 1 where n is large.
    QCOMPARE(expectedEmptyRegions(std::vector{with(1e-17)}, 100'000'000'000'000'000),
             std::exp(-1.0));
}

void TestSegmentationComparison::emptyRegionsAreThoseCounted()
{
    Scenario scenario = paper();
    scenario.segmentation = test::segmentation("uniform");
    scenario.samples = 40;
    const Result result = compute(scenario, {}, wanted);
    const Estimate counted = countedEmptyRegions(result, scenario.samples);
    const double expected = kindOf(result, "uniform").expectedEmptyRegions;
    QVERIFY(expected > 1 && counted.standardError < 0.05);
    QVERIFY2(std::abs(counted.mean - expected) < 3 * counted.standardError,
             qPrintable(QString("%1 counted, %2 expected").arg(counted.mean).arg(expected)));
}

void TestSegmentationComparison::optimalOverBestIsTheReference()
{
    QFile file(QStringLiteral(TRADEOFF_SOURCE_DIR "/tests/data/best-segmentation.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject reference =
        QJsonDocument::fromJson(file.readAll()).array().first().toObject();
    QCOMPARE(reference["id"].toString(), QString("paper"));
    const QJsonArray numbers = reference["m"].toArray();
    const QJsonArray best = reference["best"].toArray();
    const Result result = compute(paper(), {}, wanted);
    const Figure figure = figureRow("segmentations").make(result, {});
    const auto curve = std::find_if(figure.curves.begin(), figure.curves.end(),
                                    [](const Curve& one) { return one.label == "optimal"; });
    for (qsizetype i = 0; i < numbers.size() && numbers[i].toInt() <= 40; ++i) {
        const auto at = static_cast<std::size_t>(numbers[i].toInt() - 1);
        const double optimal = kindOf(result, "optimal").sweep[at].errors.approximation;
        QVERIFY(test::isClose(curve->y[at], optimal / best[i].toDouble(), 1e-6));
    }
}

void TestSegmentationComparison::keptNumbersAreThoseOfAFreshStart()
{
    ComputeCache cache;
    Scenario scenario = paper();
    std::vector<Scenario> steps{scenario};
    steps.push_back(scenario);
    steps.back().experts = 90; // beyond the sweep
    steps.push_back(steps.back());
    steps.back().noiseVariance = 0.3;
    steps.push_back(steps.back());
    steps.back().segmentation = test::segmentation("level-set");
    steps.push_back(steps.back());
    steps.back().seed = 7;
    steps.push_back(steps.back());
    steps.back().target = test::target("tanh");
    steps.push_back(scenario);
    for (const Scenario& step : steps) {
        const Result kept = compute(step, {}, cache, wanted);
        const Result fresh = compute(step, {}, wanted);
        QCOMPARE(kept.comparison->kinds.size(), fresh.comparison->kinds.size());
        for (const ComparedSegmentation& kind : fresh.comparison->kinds) {
            const ComparedSegmentation& other = kindOf(kept, kind.choice.kind);
            QVERIFY(other.sweep == kind.sweep && other.errors == kind.errors);
            QCOMPARE(other.expectedEmptyRegions, kind.expectedEmptyRegions);
            QCOMPARE(other.smallestProbability, kind.smallestProbability);
        }
    }
}

void TestSegmentationComparison::slowKindsComeLastInStages()
{
    std::vector<std::shared_ptr<const SegmentationComparison>> stages;
    std::vector<double> progress;
    Monitor monitor;
    monitor.stage = [&](const Result& result) {
        if (result.comparison) {
            stages.push_back(result.comparison);
        }
    };
    monitor.progress = [&](double share) {
        if (!stages.empty()) {
            progress.push_back(share);
        }
    };
    ComputeCache cache;
    const Result result = compute(paper(), monitor, cache, wanted);
    QCOMPARE(stages.size(), std::size_t{3}); // before best, learned-exact and level-set
    const auto holds = [](const SegmentationComparison& comparison, const char* kind) {
        return std::any_of(comparison.kinds.begin(), comparison.kinds.end(),
                           [&](const auto& one) { return one.choice.kind == kind; });
    };
    for (const auto& stage : stages) {
        QVERIFY(holds(*stage, "uniform") && holds(*stage, "learned-tree"));
        QVERIFY(!holds(*stage, "level-set") && !stage->isComplete);
    }
    QVERIFY(!holds(*stages[0], "best") && holds(*stages[1], "best"));
    QVERIFY(std::is_sorted(progress.begin(), progress.end()));
    QVERIFY(!progress.empty() && progress.back() <= 1);
    stages.clear();
    const Result again = compute(paper(), monitor, cache, wanted);
    QVERIFY(stages.empty() && again.comparison->isComplete);
}

void TestSegmentationComparison::isCancelledBetweenKinds()
{
    std::stop_source source;
    Monitor monitor;
    monitor.stop = source.get_token();
    monitor.stage = [&](const Result& result) {
        if (result.comparison) {
            source.request_stop();
        }
    };
    ComputeCache cache;
    bool cancelled = false;
    try {
        static_cast<void>(compute(paper(), monitor, cache, wanted));
    } catch (const Cancelled&) {
        cancelled = true;
    }
    QVERIFY(cancelled);
    const Result after = compute(paper(), {}, cache, wanted);
    const Result fresh = compute(paper(), {}, wanted);
    for (const ComparedSegmentation& kind : fresh.comparison->kinds) {
        QVERIFY(kindOf(after, kind.choice.kind).sweep == kind.sweep);
    }
}

void TestSegmentationComparison::figureShowsTheRatios()
{
    const Result result = compute(paper(), {}, wanted);
    const Figure figure = figureRow("segmentations").make(result, figureRow("segmentations").view);
    QCOMPARE(figure.curves.size(), result.comparison->kinds.size());
    QVERIFY(figure.y.scale == AxisScale::Logarithmic);
    QCOMPARE(QString::fromStdString(figure.curves.back().label), QString("optimal")); // on top
    QVERIFY(figure.curves.back().emphasised);
    const std::vector<SweepRow>& best = kindOf(result, "best").sweep;
    for (const Curve& curve : figure.curves) {
        const ComparedSegmentation& kind = kindOf(result, curve.label);
        QCOMPARE(curve.emphasised, curve.label == "optimal");
        for (std::size_t i = 0; i < curve.y.size(); ++i) {
            QCOMPARE(curve.y[i], kind.sweep[i].errors.approximation / best[i].errors.approximation);
            QVERIFY(curve.label == "level-set" || curve.y[i] > 1 - 1e-9);
        }
    }
}

void TestSegmentationComparison::figureWaitsForTheBest()
{
    Result result = compute(paper(), {}, wanted);
    SegmentationComparison partial = *result.comparison;
    std::erase_if(partial.kinds, [](const auto& kind) { return kind.choice.kind == "best"; });
    result.comparison = std::make_shared<const SegmentationComparison>(partial);
    QVERIFY(figureRow("segmentations").make(result, {}).curves.empty());
    QVERIFY(figureRow("segmentations").part == ResultPart::SegmentationComparison);
    QVERIFY(figureRow("tradeoff").part == ResultPart::SimulatedSweep);
}

QTEST_APPLESS_MAIN(TestSegmentationComparison)
#include "test_segmentation_comparison.moc"
