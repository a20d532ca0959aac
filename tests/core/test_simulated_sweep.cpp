// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "core/learning.h"
#include "core/monte_carlo.h"
#include "core/random.h"
#include "core/round_numbers.h"
#include "core/sweep.h"
#include "tests/core/experiments.h"
#include "tests/core/threads.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace tradeoff;

namespace {

const Checkpoint unwatched = [](double) {};

/// Kinds whose boundaries do not depend on the sample: the exact formulas hold.
std::vector<std::string> fixedKinds()
{
    std::vector<std::string> kinds;
    for (const SegmentationRow& row : segmentationTable()) {
        if (row.source != SegmentationSource::TrainingSet) {
            kinds.emplace_back(row.option.kind);
        }
    }
    return kinds;
}

struct Setup {
    Experiment experiment;
    InputSampler sampler;
    Choice segmentation;

    Setup(const std::string& kind, EmptyRegionRule rule, std::int64_t samples = 40)
        : experiment{test::problem(test::target("cosine", {{"frequency", 2.0}}),
                                   test::density("truncated-gaussian")),
                     {},
                     {0.1, samples, rule}}
        , sampler({0, 1}, test::density("truncated-gaussian"))
        , segmentation(test::segmentation(kind))
    {
        const bool isLearned = segmentationRow(kind).source == SegmentationSource::TrainingSet;
        experiment.segmenter = prepareSegmenter(
            {experiment.problem, 60, isLearned ? trainingSet(1, 0) : nullptr}, segmentation);
    }

    [[nodiscard]] std::shared_ptr<const TrainingSet> trainingSet(std::uint64_t seed,
                                                                 std::uint32_t number) const
    {
        return std::make_shared<const TrainingSet>(
            makeTrainingSet(*experiment.problem,
                            drawInputs(sampler, {seed, number}, experiment.setting.samples, {}),
                            experiment.setting.noiseVariance));
    }

    [[nodiscard]] std::vector<SimulatedRow> simulated(const std::vector<int>& experts, int sets,
                                                      std::uint64_t seed = 1,
                                                      const SimulationSoFar& show = {}) const
    {
        const std::vector<int> numbers = simulatedExperts(experiment, experts, sets);
        return simulate(sampler, {experiment, segmentation, numbers, seed, sets}, show, unwatched);
    }
};

struct PlainErrors {
    std::vector<double> estimation;
    std::vector<double> test;
    std::vector<double> training;
};

/// Set after set and sample after sample, as the theory states it.
PlainErrors plainErrors(const Setup& setup, int experts, int sets, std::uint64_t seed)
{
    const LearningSetting& setting = setup.experiment.setting;
    const Partition partition = setup.experiment.segmenter.partition(experts);
    const std::vector<Moments> regions = regionMoments(*setup.experiment.problem, partition);
    PlainErrors errors;
    for (std::uint32_t set = 1; set <= static_cast<std::uint32_t>(sets); ++set) {
        std::vector<std::vector<double>> outputs(regions.size());
        double total = 0;
        for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(setting.samples); ++i) {
            const SampleDraw draw = drawSample(seed, set, i);
            const double x = setup.sampler.input(draw.input);
            const double y = setup.experiment.problem->target().value(x) +
                             std::sqrt(setting.noiseVariance) * normalQuantile(draw.noise);
            std::size_t cell = 0;
            while (cell + 2 < partition.boundaries.size() && x >= partition.boundaries[cell + 1]) {
                ++cell;
            }
            outputs[partition.owner(cell)].push_back(y);
            total += y;
        }
        std::vector<RegionSamples> samples(regions.size());
        double training = 0;
        for (std::size_t i = 0; i < regions.size(); ++i) {
            for (const double y : outputs[i]) {
                samples[i].mean += y / static_cast<double>(outputs[i].size());
            }
            samples[i].count = static_cast<std::int64_t>(outputs[i].size());
            for (const double y : outputs[i]) {
                training += (y - samples[i].mean) * (y - samples[i].mean);
            }
        }
        const std::vector<double> learned =
            learnedConstants(samples, partition.nearness(), setting.emptyRegion);
        double estimation = 0;
        double approximation = 0;
        for (std::size_t i = 0; i < regions.size(); ++i) {
            const double gap = learned[i] - regions[i].mean;
            estimation += regions[i].probability * gap * gap;
            approximation += regions[i].probability * regions[i].variance;
        }
        errors.estimation.push_back(estimation);
        errors.test.push_back(setting.noiseVariance + approximation + estimation);
        errors.training.push_back(training / static_cast<double>(setting.samples));
    }
    return errors;
}

void verifyIs(const SimulatedError& found, std::vector<double> values)
{
    const auto count = static_cast<double>(values.size());
    double mean = 0;
    for (const double value : values) {
        mean += value / count;
    }
    double squares = 0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    QVERIFY(test::isClose(found.estimate.mean, mean, 1e-12));
    QVERIFY(test::isClose(found.estimate.standardError, std::sqrt(squares / (count - 1) / count),
                          1e-10));
    std::sort(values.begin(), values.end());
    const auto between = [&](double share) {
        const double position = share * (count - 1);
        const auto below = static_cast<std::size_t>(std::floor(position));
        const auto above = static_cast<std::size_t>(std::ceil(position));
        return std::lerp(values[below], values[above], position - std::floor(position));
    };
    QVERIFY(test::isClose(found.band.low, between(0.05), 1e-11));
    QVERIFY(test::isClose(found.band.high, between(0.95), 1e-11));
}

void addKindsAndRules()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("rule");
    for (const std::string& kind : fixedKinds()) {
        for (const EmptyRegionRow& rule : emptyRegionTable()) {
            QTest::addRow("%s, %s", kind.c_str(), rule.kind.data())
                << QString::fromStdString(kind) << static_cast<int>(rule.rule);
        }
    }
}

} // namespace

class TestSimulatedSweep : public QObject {
    Q_OBJECT

private slots:
    void meansAgreeWithTheExactErrors();
    void rowsAreThoseOfAPlainLoop_data() { addKindsAndRules(); }
    void rowsAreThoseOfAPlainLoop();
    void learnedRowsAreLearnedFromEverySet();
    void manyThreadsGiveTheSameBits_data();
    void manyThreadsGiveTheSameBits();
    void drawnSamplesGiveTheSameBits();
    void whatIsShownIsTheSimulationOfTheFirstSets();
    void aSimulationCanBeStopped();
    void longSweepsAreThinned();
    void theSweepIsMadeForWhoAsks();
};

/// Every kind with exact formulas, rule and error: none off by four standard errors, and about one
/// in twenty by two.
void TestSimulatedSweep::meansAgreeWithTheExactErrors()
{
    int all = 0;
    int far = 0;
    std::uint64_t seed = 1;
    for (const std::string& kind : fixedKinds()) {
        for (const EmptyRegionRow& rule : emptyRegionTable()) {
            const Setup setup(kind, rule.rule);
            for (const SimulatedRow& row : setup.simulated({1, 3, 8, 20, 60}, 3000, ++seed)) {
                const Errors exact = segmented(setup.experiment, row.experts, {}).errors;
                const auto check = [&](const char* what, const Estimate& found, double expected) {
                    const double off = std::abs(found.mean - expected) / found.standardError;
                    QVERIFY2(off < 4, qPrintable(QString("%1, %2, m = %3: %4 off by %5")
                                                     .arg(kind.c_str(), rule.kind.data())
                                                     .arg(row.experts)
                                                     .arg(what)
                                                     .arg(off)));
                    ++all;
                    far += off > 2 ? 1 : 0;
                };
                check("estimation", row.estimation.estimate, exact.estimation);
                check("test", row.test.estimate, exact.test);
                check("training", row.training.estimate, exact.training);
                QCOMPARE(row.approximation.estimate.mean, exact.approximation);
                QCOMPARE(row.approximation.estimate.standardError, 0.0);
            }
        }
    }
    QVERIFY(all > 200);
    // Rows of one simulation share their sets: the share varies more than that of independent ones.
    const double share = static_cast<double>(far) / all;
    QVERIFY2(share < 0.12, qPrintable(QString::number(share)));
    qInfo("%d of %d means are off by more than two standard errors", far, all);
}

void TestSimulatedSweep::rowsAreThoseOfAPlainLoop()
{
    QFETCH(QString, kind);
    QFETCH(int, rule);
    const Setup setup(kind.toStdString(), static_cast<EmptyRegionRule>(rule));
    constexpr int sets = 57; // not a multiple of what lies side by side
    for (const SimulatedRow& row : setup.simulated({1, 2, 7, 24, 60}, sets, 9)) {
        QCOMPARE(row.trainingSets, sets);
        const PlainErrors expected = plainErrors(setup, row.experts, sets, 9);
        verifyIs(row.estimation, expected.estimation);
        verifyIs(row.test, expected.test);
        verifyIs(row.training, expected.training);
    }
}

void TestSimulatedSweep::learnedRowsAreLearnedFromEverySet()
{
    for (const char* kind : {"learned-quantile", "learned-tree", "learned-exact"}) {
        const Setup setup(kind, EmptyRegionRule::Mean);
        constexpr int sets = 12;
        const std::vector<SimulatedRow> rows = setup.simulated({2, 5, 9}, sets, 4);
        QCOMPARE(rows.size(), std::size_t{3});
        for (const SimulatedRow& row : rows) {
            std::vector<double> test;
            for (std::uint32_t number = 1; number <= sets; ++number) {
                const auto set = setup.trainingSet(4, number);
                const Experiment learned{
                    setup.experiment.problem,
                    prepareSegmenter({setup.experiment.problem, 9, set}, setup.segmentation),
                    setup.experiment.setting};
                test.push_back(segmented(learned, row.experts, {}).errors.test);
            }
            verifyIs(row.test, test);
            QVERIFY(row.approximation.estimate.standardError > 0);
        }
    }
}

void TestSimulatedSweep::manyThreadsGiveTheSameBits_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"uniform", "level-set", "learned-tree"}) {
        QTest::newRow(kind) << QString(kind);
    }
}

void TestSimulatedSweep::manyThreadsGiveTheSameBits()
{
    QFETCH(QString, kind);
    const Setup setup(kind.toStdString(), EmptyRegionRule::Nearest);
    const auto found = [&] { return setup.simulated({1, 4, 30}, 333); };
    const std::vector<SimulatedRow> alone = test::withThreads(1, found);
    for (const int threads : {1, 2, 4}) {
        QVERIFY(test::withThreads(threads, found) == alone);
    }
}

void TestSimulatedSweep::drawnSamplesGiveTheSameBits()
{
    constexpr int sets = 37;
    for (const std::int64_t samples : {1, 40, 600}) {
        for (const EmptyRegionRule rule : {EmptyRegionRule::Zero, EmptyRegionRule::Nearest}) {
            const Setup setup("optimal", rule, samples);
            const std::vector<SimulatedRow> without = setup.simulated({1, 4, 30}, sets, 3);
            const SampleSource source{setup.sampler, *setup.experiment.problem, 0.1, 3};
            const auto found = [&] {
                const auto drawn =
                    std::make_shared<const SimulatedSamples>(source, sets, samples, unwatched);
                return simulate(setup.sampler,
                                {setup.experiment, setup.segmentation, {1, 4, 30}, 3, sets, drawn},
                                {}, unwatched);
            };
            for (const int threads : test::threadCounts) {
                QVERIFY(test::withThreads(threads, found) == without);
            }
        }
    }
}

void TestSimulatedSweep::whatIsShownIsTheSimulationOfTheFirstSets()
{
    const Setup setup("optimal", EmptyRegionRule::Zero);
    std::vector<int> shown;
    const auto show = [&](const std::vector<SimulatedRow>& rows, double steps) {
        QVERIFY(steps > 0);
        shown.push_back(rows.front().trainingSets);
        QVERIFY(rows == setup.simulated({1, 6, 30}, shown.back()));
    };
    const std::vector<SimulatedRow> all = setup.simulated({1, 6, 30}, 1000, 1, show);
    QCOMPARE(shown, (std::vector<int>{10, 30, 100, 300}));
    QCOMPARE(all.front().trainingSets, 1000);
}

void TestSimulatedSweep::aSimulationCanBeStopped()
{
    struct Stopped {};
    for (const char* kind : {"uniform", "learned-tree"}) {
        const Setup setup(kind, EmptyRegionRule::Zero);
        int calls = 0;
        const Checkpoint stop = [&](double share) {
            if (share >= 0 && ++calls > 3) {
                throw Stopped{};
            }
        };
        const Simulation task{setup.experiment, setup.segmentation, {1, 20}, 1, 1'000'000};
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(simulate(setup.sampler, task, {}, stop)),
                                 Stopped);
    }
}

void TestSimulatedSweep::longSweepsAreThinned()
{
    std::vector<int> numbers;
    for (int i = 1; i <= 10'000; ++i) {
        numbers.push_back(i);
    }
    const Setup setup("uniform", EmptyRegionRule::Zero);
    const std::vector<int> some = simulatedExperts(setup.experiment, numbers, 1000);
    QVERIFY(some.size() > 20 && some.size() < 50);
    QCOMPARE(some.front(), 1);
    QCOMPARE(some.back(), 10'000);
    const std::vector<int> few(numbers.begin(), numbers.begin() + 100);
    QCOMPARE(simulatedExperts(setup.experiment, few, 1000), few);
    QCOMPARE(atPreferredNumbers(few),
             (std::vector<int>{1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 63, 79, 100}));
    QCOMPARE(atEvenNumbers(few).size(), std::size_t{21}); // 1, 5, 10, …, 100
    QCOMPARE(atEvenNumbers({3, 9}), (std::vector<int>{3, 9}));
}

void TestSimulatedSweep::theSweepIsMadeForWhoAsks()
{
    Scenario scenario = defaultScenario();
    scenario.trainingSets = 200;
    const Result alone = compute(scenario);
    QVERIFY(alone.simulated.empty());
    const Result whole = compute(scenario, {}, {ResultPart::SimulatedSweep});
    QCOMPARE(whole.simulated.size(), whole.sweep.size());
    const auto verifySame = [](const Estimate& a, const Estimate& b) {
        QVERIFY(test::isClose(a.mean, b.mean, 1e-12));
        QVERIFY(test::isClose(a.standardError, b.standardError, 1e-9));
    };
    verifySame(alone.monteCarlo->estimation, whole.monteCarlo->estimation);
    verifySame(alone.monteCarlo->test, whole.monteCarlo->test);
}

QTEST_APPLESS_MAIN(TestSimulatedSweep)
#include "test_simulated_sweep.moc"
