// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learning.h"
#include "core/monte_carlo.h"
#include "core/random.h"
#include "core/sweep.h"
#include "tests/core/experiments.h"
#include "tests/core/threads.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

using namespace tradeoff;

namespace {

const Checkpoint unwatched = [](double) {};

/// A simulation together with all that it looks at.
struct Setup {
    Experiment experiment;
    InputSampler sampler;
    Choice segmentation;
    int experts;
    Segmented exact;

    Setup(const Choice& target, const Choice& density, Choice segmentationChoice,
          const LearningSetting& setting, int numberOfExperts)
        : experiment{test::problem(target, density), {}, setting}
        , sampler({0, 1}, density)
        , segmentation(std::move(segmentationChoice))
        , experts(numberOfExperts)
    {
        const bool isLearned =
            segmentationRow(segmentation.kind).source == SegmentationSource::TrainingSet;
        experiment.segmenter = prepareSegmenter(
            {experiment.problem, experts, isLearned ? drawn({1, 0}) : nullptr}, segmentation);
        exact = segmented(experiment, experts, {});
    }

    [[nodiscard]] MonteCarloErrors simulated(std::uint64_t seed, int trainingSets,
                                             const Checkpoint& checkpoint = unwatched) const
    {
        return monteCarloErrors(simulate(sampler,
                                         {experiment, segmentation, {experts}, seed, trainingSets},
                                         {}, checkpoint)
                                    .front());
    }

    [[nodiscard]] std::shared_ptr<const TrainingSet> drawn(const TrainingSetKey& key) const
    {
        const LearningSetting& setting = experiment.setting;
        return std::make_shared<const TrainingSet>(
            makeTrainingSet(*experiment.problem, drawInputs(sampler, key, setting.samples, {}),
                            setting.noiseVariance));
    }
};

Setup paperLike(std::int64_t samples = 40, EmptyRegionRule rule = EmptyRegionRule::Mean)
{
    return {test::target("cosine"),
            test::density("truncated-gaussian"),
            test::segmentation("optimal"),
            {0.1, samples, rule},
            12};
}

double offBy(const Estimate& found, double expected)
{
    return std::abs(found.mean - expected) / found.standardError;
}

/// One case in 16 000 is off by more by mere luck, and the seed is fixed.
constexpr double allowed = 4;

void verifyAgrees(const char* what, const Estimate& found, double expected)
{
    QVERIFY2(found.standardError > 0, what);
    QVERIFY2(offBy(found, expected) < allowed,
             qPrintable(QString("%1: simulated %2 with standard error %3, exact %4")
                            .arg(what)
                            .arg(found.mean)
                            .arg(found.standardError)
                            .arg(expected)));
}

} // namespace

class TestMonteCarlo : public QObject {
    Q_OBJECT

private slots:
    void simulationAgreesWithTheExactErrors_data();
    void simulationAgreesWithTheExactErrors();
    void starvedRegionsAgreeToo_data();
    void starvedRegionsAgreeToo();
    void oneSetIsWhatIsLearnedByHand_data();
    void oneSetIsWhatIsLearnedByHand();
    void manyThreadsGiveTheSameBits();
    void standardErrorFallsWithTheRootOfTheSets();
    void standardErrorIsTheSpreadOfTheMean();
    void largeOffsetsDoNotCancel();
    void noNoiseAndAConstantHaveNoErrors();
    void simulatedSetsAreNotTheDrawnOne();
    void learnedBoundariesAreLearnedFromEverySet_data();
    void learnedBoundariesAreLearnedFromEverySet();
    void levelSetsAgreeWithTheirExpectation();
    void sharesOfTheWorkGrow();
    void aSimulationCanBeStoppedInsideASet();
};

void TestMonteCarlo::simulationAgreesWithTheExactErrors_data()
{
    QTest::addColumn<Choice>("target");
    QTest::addColumn<Choice>("density");
    QTest::addColumn<Choice>("segmentation");
    QTest::addColumn<int>("rule");
    for (const char* target : {"cosine", "steps", "absolute", "exponential"}) {
        for (const char* density : {"uniform", "truncated-gaussian", "beta", "histogram"}) {
            for (const char* segmentation : {"uniform", "optimal", "equal-probability"}) {
                for (const EmptyRegionRow& rule : emptyRegionTable()) {
                    QTest::addRow("%s, %s, %s, %s", target, density, segmentation, rule.kind.data())
                        << test::target(target) << test::density(density)
                        << test::segmentation(segmentation) << static_cast<int>(rule.rule);
                }
            }
        }
    }
}

void TestMonteCarlo::simulationAgreesWithTheExactErrors()
{
    QFETCH(Choice, target);
    QFETCH(Choice, density);
    QFETCH(Choice, segmentation);
    QFETCH(int, rule);
    // Few samples for the number of regions: empty ones count.
    const Setup setup(target, density, segmentation, {0.1, 30, static_cast<EmptyRegionRule>(rule)},
                      10);
    const MonteCarloErrors found = setup.simulated(1, 3000);
    QCOMPARE(found.trainingSets, 3000);
    verifyAgrees("estimation", found.estimation, setup.exact.errors.estimation);
    verifyAgrees("test", found.test, setup.exact.errors.test);
    verifyAgrees("training", found.training, setup.exact.errors.training);
}

void TestMonteCarlo::starvedRegionsAgreeToo_data()
{
    QTest::addColumn<int>("experts");
    QTest::addColumn<int>("samples");
    QTest::addColumn<int>("rule");
    for (const EmptyRegionRow& rule : emptyRegionTable()) {
        QTest::addRow("100 experts, 5 samples, %s", rule.kind.data())
            << 100 << 5 << static_cast<int>(rule.rule);
        QTest::addRow("7 experts, 1 sample, %s", rule.kind.data())
            << 7 << 1 << static_cast<int>(rule.rule);
        QTest::addRow("1 expert, 1 sample, %s", rule.kind.data())
            << 1 << 1 << static_cast<int>(rule.rule);
        QTest::addRow("1000 experts, 200 samples, %s", rule.kind.data())
            << 1000 << 200 << static_cast<int>(rule.rule);
    }
}

void TestMonteCarlo::starvedRegionsAgreeToo()
{
    QFETCH(int, experts);
    QFETCH(int, samples);
    QFETCH(int, rule);
    const Setup setup(test::target("cosine"), test::density("truncated-gaussian"),
                      test::segmentation("uniform"),
                      {0.1, samples, static_cast<EmptyRegionRule>(rule)}, experts);
    const MonteCarloErrors found = setup.simulated(2, 3000);
    verifyAgrees("estimation", found.estimation, setup.exact.errors.estimation);
    verifyAgrees("test", found.test, setup.exact.errors.test);
    const double training = setup.exact.errors.training;
    if (samples > 1) {
        verifyAgrees("training", found.training, training);
    } else {
        // The constant is the sample: nothing remains, but for rounding in the exact formula.
        QVERIFY(found.training.mean <= 1e-15 && std::abs(training) <= 1e-15);
    }
}

void TestMonteCarlo::oneSetIsWhatIsLearnedByHand_data()
{
    QTest::addColumn<int>("samples");
    // Samples are drawn in blocks of 256.
    for (const int samples : {1, 40, 255, 256, 257, 1000}) {
        QTest::addRow("%d", samples) << samples;
    }
}

void TestMonteCarlo::oneSetIsWhatIsLearnedByHand()
{
    QFETCH(int, samples);
    const Setup setup = paperLike(samples);
    const std::size_t experts = setup.exact.regions.size();
    const auto& target = setup.experiment.problem->target();
    for (const std::uint64_t seed : {1U, 77U}) {
        std::vector<std::vector<double>> outputs(experts);
        for (int i = 0; i < samples; ++i) {
            const SampleDraw draw = drawSample(seed, 1, static_cast<std::uint64_t>(i));
            const double x = setup.sampler.input(draw.input);
            std::size_t region = 0;
            while (region + 1 < experts && x >= setup.exact.partition.boundaries[region + 1]) {
                ++region;
            }
            outputs[region].push_back(target.value(x) +
                                      std::sqrt(0.1) * normalQuantile(draw.noise));
        }
        double total = 0;
        for (const auto& region : outputs) {
            for (const double y : region) {
                total += y;
            }
        }
        double estimation = 0;
        double training = 0;
        for (std::size_t i = 0; i < experts; ++i) {
            double learned = total / samples;
            if (!outputs[i].empty()) {
                learned = 0;
                for (const double y : outputs[i]) {
                    learned += y / static_cast<double>(outputs[i].size());
                }
            }
            for (const double y : outputs[i]) {
                training += (y - learned) * (y - learned) / samples;
            }
            const Moments& region = setup.exact.regions[i];
            estimation += region.probability * (learned - region.mean) * (learned - region.mean);
        }
        const MonteCarloErrors found = setup.simulated(seed, 1);
        QVERIFY(test::isClose(found.estimation.mean, estimation, 1e-11));
        QVERIFY(std::abs(found.training.mean - training) <= 1e-14);
        QVERIFY(test::isClose(found.test.mean, 0.1 + setup.exact.errors.approximation + estimation,
                              1e-12));
        QCOMPARE(found.test.standardError, 0.0);
    }
}

void TestMonteCarlo::manyThreadsGiveTheSameBits()
{
    for (const EmptyRegionRow& rule : emptyRegionTable()) {
        const Setup setup = paperLike(40, rule.rule);
        const auto found = [&] { return setup.simulated(1, 333); };
        const MonteCarloErrors alone = test::withThreads(1, found);
        for (const int threads : test::threadCounts) {
            QVERIFY(test::withThreads(threads, found) == alone);
        }
    }
}

void TestMonteCarlo::standardErrorFallsWithTheRootOfTheSets()
{
    const Setup setup = paperLike();
    const MonteCarloErrors few = setup.simulated(1, 1000);
    const MonteCarloErrors many = setup.simulated(1, 16'000);
    // Sixteen times as many sets: a quarter, within what a thousand sets know of their own spread.
    for (const double ratio : {few.estimation.standardError / many.estimation.standardError,
                               few.test.standardError / many.test.standardError,
                               few.training.standardError / many.training.standardError}) {
        QVERIFY2(ratio > 3.4 && ratio < 4.6, qPrintable(QString::number(ratio)));
    }
}

void TestMonteCarlo::standardErrorIsTheSpreadOfTheMean()
{
    const Setup setup = paperLike();
    constexpr int repetitions = 100;
    double squares = 0;
    for (int seed = 1; seed <= repetitions; ++seed) {
        const Estimate found = setup.simulated(static_cast<std::uint64_t>(seed), 200).estimation;
        squares += std::pow(offBy(found, setup.exact.errors.estimation), 2);
    }
    // A mean of 100 squares of standard normal numbers lies in this range but once in 10 000.
    QVERIFY2(squares / repetitions > 0.5 && squares / repetitions < 1.7,
             qPrintable(QString::number(squares / repetitions)));
}

void TestMonteCarlo::largeOffsetsDoNotCancel()
{
    const Setup plain(test::targetFormula("cos(2*pi*x)"), test::density("uniform"),
                      test::segmentation("uniform"), {0.1, 200, EmptyRegionRule::Mean}, 8);
    const Setup raised(test::targetFormula("1000000 + cos(2*pi*x)"), test::density("uniform"),
                       test::segmentation("uniform"), {0.1, 200, EmptyRegionRule::Mean}, 8);
    const MonteCarloErrors expected = plain.simulated(1, 100);
    const MonteCarloErrors found = raised.simulated(1, 100);
    // Near 1e6, y itself is rounded to 1e-10.
    QVERIFY(test::isClose(found.estimation.mean, expected.estimation.mean, 1e-8));
    QVERIFY(test::isClose(found.training.mean, expected.training.mean, 1e-8));
}

void TestMonteCarlo::noNoiseAndAConstantHaveNoErrors()
{
    const Setup setup(test::target("constant", {{"value", 3.0}}), test::density("uniform"),
                      test::segmentation("uniform"), {0, 20, EmptyRegionRule::Nearest}, 9);
    const MonteCarloErrors found = setup.simulated(1, 50);
    QVERIFY(found.test.mean <= 1e-28);
    QVERIFY(found.training.mean <= 1e-28);
}

void TestMonteCarlo::simulatedSetsAreNotTheDrawnOne()
{
    const Setup setup = paperLike();
    const std::vector<double>& boundaries = setup.exact.partition.boundaries;
    const auto samples = setup.drawn({1, 0})->regions(boundaries);
    const auto learned = learnedConstants(samples, boundaries, EmptyRegionRule::Mean);
    const SampleErrors errors = sampleErrors(setup.exact.regions, samples, learned, 0.1);
    QVERIFY(!test::isClose(errors.estimation, setup.simulated(1, 1).estimation.mean, 1e-6));
}

void TestMonteCarlo::learnedBoundariesAreLearnedFromEverySet_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"learned-quantile", "learned-tree", "learned-exact"}) {
        QTest::newRow(kind) << QString(kind);
    }
}

void TestMonteCarlo::learnedBoundariesAreLearnedFromEverySet()
{
    QFETCH(QString, kind);
    const Setup setup(test::target("cosine"), test::density("truncated-gaussian"),
                      test::segmentation(kind.toStdString()), {0.1, 80, EmptyRegionRule::Zero}, 6);
    constexpr int sets = 20;
    std::vector<double> approximation;
    std::vector<double> test;
    for (std::uint32_t number = 1; number <= sets; ++number) {
        // By hand: new boundaries, the population's constants, the sample's means.
        const auto set = setup.drawn({5, number});
        const Segmenter segmenter =
            prepareSegmenter({setup.experiment.problem, 6, set}, setup.segmentation);
        const std::vector<double> boundaries = segmenter.boundaries(6);
        const auto regions = setup.experiment.problem->regionMoments(boundaries);
        const auto samples = set->regions(boundaries);
        double within = 0;
        double gaps = 0;
        for (std::size_t i = 0; i < regions.size(); ++i) {
            QVERIFY(samples[i].count > 0);
            within += regions[i].probability * regions[i].variance;
            gaps += regions[i].probability * std::pow(samples[i].mean - regions[i].mean, 2);
        }
        approximation.push_back(within);
        test.push_back(0.1 + within + gaps);
    }
    const auto mean = [](const std::vector<double>& values) {
        return std::accumulate(values.begin(), values.end(), 0.0) / sets;
    };
    const MonteCarloErrors found = setup.simulated(5, sets);
    QVERIFY(test::isClose(found.approximation.mean, mean(approximation), 1e-12));
    QVERIFY(test::isClose(found.test.mean, mean(test), 1e-12));
    QVERIFY(found.approximation.standardError > 0);
}

void TestMonteCarlo::levelSetsAgreeWithTheirExpectation()
{
    for (const EmptyRegionRow& rule : emptyRegionTable()) {
        const Setup setup(test::target("cosine", {{"frequency", 2.0}}), test::density("uniform"),
                          test::segmentation("level-set"), {0.1, 30, rule.rule}, 7);
        QVERIFY(!setup.exact.partition.isOfIntervals());
        const MonteCarloErrors found = setup.simulated(3, 4000);
        QVERIFY2(offBy(found.estimation, setup.exact.errors.estimation) < 4, rule.kind.data());
        QVERIFY2(offBy(found.test, setup.exact.errors.test) < 4, rule.kind.data());
        QVERIFY2(offBy(found.training, setup.exact.errors.training) < 4, rule.kind.data());
        QCOMPARE(found.approximation.standardError, 0.0);
    }
}

void TestMonteCarlo::sharesOfTheWorkGrow()
{
    std::vector<double> shares;
    static_cast<void>(paperLike().simulated(1, 1000, [&](double share) {
        if (share >= 0) {
            shares.push_back(share); // told on the computing thread alone
        }
    }));
    QVERIFY(shares.size() > 5);
    QVERIFY(std::is_sorted(shares.begin(), shares.end()));
    QVERIFY(shares.front() >= 0 && shares.back() <= 1);
}

void TestMonteCarlo::aSimulationCanBeStoppedInsideASet()
{
    struct Stopped {};
    const Setup setup = paperLike(1'000'000);
    const Checkpoint stop = [](double share) {
        if (share < 0) {
            throw Stopped{};
        }
    };
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(setup.simulated(1, 1000, stop)), Stopped);
}

QTEST_APPLESS_MAIN(TestMonteCarlo)
#include "test_monte_carlo.moc"
