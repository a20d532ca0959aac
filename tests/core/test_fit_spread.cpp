// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "core/fit_statistics.h"
#include "core/learning.h"
#include "core/simulated_fits.h"
#include "tests/core/experiments.h"
#include "tests/core/threads.h"

#include <QtTest>

#include <cmath>
#include <numeric>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

const Checkpoint unwatched = [](double) {};
const FitSpreadSoFar unseen = [](const FitSpread&, double) {};

/// An experiment together with all that a simulation of it looks at.
struct Setup {
    Experiment experiment;
    InputSampler sampler;
    Choice segmentation;
    int experts;
    Segmented exact;

    Setup(const std::string& kind, const LearningSetting& setting, int numberOfExperts)
        : experiment{problem(target("cosine"), density("truncated-gaussian")), {}, setting}
        , sampler({0, 1}, density("truncated-gaussian"))
        , segmentation(test::segmentation(kind))
        , experts(numberOfExperts)
    {
        const bool isLearned = segmentationRow(kind).source == SegmentationSource::TrainingSet;
        experiment.segmenter = prepareSegmenter(
            {experiment.problem, experts, isLearned ? drawn(0) : nullptr}, segmentation);
        exact = segmented(experiment, experts, {});
    }

    [[nodiscard]] std::shared_ptr<const TrainingSet> drawn(std::uint32_t set) const
    {
        const LearningSetting& setting = experiment.setting;
        return std::make_shared<const TrainingSet>(
            makeTrainingSet(*experiment.problem, drawInputs(sampler, {7, set}, setting.samples, {}),
                            setting.noiseVariance));
    }

    /// The straight way to the fit of one training set.
    [[nodiscard]] std::pair<Partition, std::vector<double>> learned(std::uint32_t set) const
    {
        const std::shared_ptr<const TrainingSet> samples = drawn(set);
        const Partition partition =
            experiment.segmenter.learnedFrom
                ? prepareSegmenter({experiment.problem, 60, samples}, segmentation)
                      .partition(experts)
                : exact.partition;
        return {partition, learnedConstants(regionSamples(*samples, partition),
                                            partition.nearness(), experiment.setting.emptyRegion)};
    }

    [[nodiscard]] FitSpread spread(int trainingSets, const FitSpreadSoFar& show = unseen,
                                   const Checkpoint& checkpoint = unwatched) const
    {
        return makeFitSpread(sampler, {experiment, segmentation, {experts}, 7, trainingSets}, exact,
                             show, checkpoint);
    }

    [[nodiscard]] std::vector<ConstantStatistics> statistics() const
    {
        return constantStatistics(exact.regions, exact.partition.nearness(), experiment.setting,
                                  {});
    }
};

void addRules()
{
    QTest::addColumn<int>("rule");
    for (const EmptyRegionRow& row : emptyRegionTable()) {
        QTest::newRow(std::string(row.kind).c_str()) << static_cast<int>(row.rule);
    }
}

EmptyRegionRule ruleOf(int number)
{
    return static_cast<EmptyRegionRule>(number);
}

/// Regions with everything unequal.
const std::vector<double> unequalBoundaries{0, 0.1, 0.7, 1};
const std::vector<Moments> unequal{{0.5, 2, 0.3}, {0.01, -1, 0}, {0.49, 0.25, 1.5}};

/// What the constant of a region is on average, given which of `unequal` each sample falls into;
/// straight from the rules' words.
double meanConstant(const std::vector<std::size_t>& places, std::size_t region,
                    EmptyRegionRule rule)
{
    const auto isIn = [&](std::size_t i) {
        return std::find(places.begin(), places.end(), i) != places.end();
    };
    if (isIn(region)) {
        return unequal[region].mean;
    }
    double sum = 0;
    for (const std::size_t place : places) {
        sum += unequal[place].mean;
    }
    // The middles are at 0.05, 0.4 and 0.85.
    const std::size_t near = region == 1 ? 0 : 1;
    const std::size_t far = region == 2 ? 0 : 2;
    switch (rule) {
    case EmptyRegionRule::Zero:
        return 0;
    case EmptyRegionRule::Mean:
        return sum / static_cast<double>(places.size());
    case EmptyRegionRule::Nearest:
        return unequal[isIn(near) ? near : far].mean;
    }
    return 0;
}

bool areTheSame(const FitStatistics& a, const FitStatistics& b)
{
    return a.trainingSets == b.trainingSets && *a.boundaries == *b.boundaries && a.mean == b.mean &&
           a.deviation == b.deviation;
}

} // namespace

class TestFitSpread : public QObject {
    Q_OBJECT

private slots:
    void meansAreThoseOfAllPlacements_data() { addRules(); }
    void meansAreThoseOfAllPlacements();
    void biasAndDeviationMakeTheEstimationError_data() { addRules(); }
    void biasAndDeviationMakeTheEstimationError();
    void oneSampleIsEverybodysConstant();
    void oneSampleOrZero();
    void smallDeviationsKeepTheirDigits();
    void exactStatisticsAreThoseOfManySets_data() { addRules(); }
    void exactStatisticsAreThoseOfManySets();
    void fitsAreLearnedFromTheirTrainingSets_data();
    void fitsAreLearnedFromTheirTrainingSets();
    void statisticsAreOverAllTrainingSets_data();
    void statisticsAreOverAllTrainingSets();
    void fitsAreThoseOfTheSimulatedErrors();
    void threadsDoNotMatter_data();
    void threadsDoNotMatter();
    void theSpreadGrowsWhileItIsSimulated();
    void keptFitsAreFewWhereTheyAreLarge();
    void aStepFunctionHoldsToTheRight();
    void aThrowFromTheCheckpointEndsIt();
    void aResultHasItForWhoAsks();
};

void TestFitSpread::meansAreThoseOfAllPlacements()
{
    QFETCH(const int, rule);
    for (std::size_t n = 1; n <= 5; ++n) {
        const auto actual = constantStatistics(
            unequal, unequalBoundaries, {0.1, static_cast<std::int64_t>(n), ruleOf(rule)}, {});
        for (std::size_t region = 0; region < unequal.size(); ++region) {
            double expected = 0;
            const auto all = static_cast<std::size_t>(std::lround(std::pow(3, n)));
            for (std::size_t number = 0; number < all; ++number) {
                double chance = 1;
                std::vector<std::size_t> places;
                for (std::size_t rest = number; places.size() < n; rest /= 3) {
                    places.push_back(rest % 3);
                    chance *= unequal[places.back()].probability;
                }
                expected += chance * meanConstant(places, region, ruleOf(rule));
            }
            QVERIFY(isClose(actual[region].mean, expected, 1e-12));
        }
    }
}

void TestFitSpread::biasAndDeviationMakeTheEstimationError()
{
    QFETCH(const int, rule);
    for (const char* kind : {"optimal", "uniform", "level-set"}) {
        for (const std::int64_t n : {1, 10, 200, 100'000}) {
            for (const int experts : {1, 7, 60}) {
                const Setup setup(kind, {0.1, n, ruleOf(rule)}, experts);
                const auto statistics = setup.statistics();
                for (std::size_t i = 0; i < statistics.size(); ++i) {
                    const Moments& region = setup.exact.regions[i];
                    const auto [mean, deviation] = statistics[i];
                    const double error = deviation * deviation + std::pow(mean - region.mean, 2);
                    QVERIFY(isClose(region.probability * error, setup.exact.estimation[i], 1e-9));
                }
            }
        }
    }
}

void TestFitSpread::oneSampleIsEverybodysConstant()
{
    for (const EmptyRegionRule rule : {EmptyRegionRule::Mean, EmptyRegionRule::Nearest}) {
        const Setup setup("uniform", {0.25, 1, rule}, 9);
        const Moments whole = setup.experiment.problem->moments();
        for (const auto& [mean, deviation] : setup.statistics()) {
            QVERIFY(std::abs(mean - whole.mean) < 1e-12); // E β is near zero
            QVERIFY(isClose(deviation, std::sqrt(0.25 + whole.variance), 1e-9));
        }
    }
}

void TestFitSpread::oneSampleOrZero()
{
    const auto statistics =
        constantStatistics(unequal, unequalBoundaries, {0.1, 1, EmptyRegionRule::Zero}, {});
    for (std::size_t i = 0; i < unequal.size(); ++i) {
        const auto [p, c, v] = unequal[i];
        QVERIFY(isClose(statistics[i].mean, p * c, 1e-14));
        const double square = p * (c * c + 0.1 + v); // E ĉ²
        QVERIFY(isClose(std::pow(statistics[i].deviation, 2), square - p * p * c * c, 1e-12));
    }
}

void TestFitSpread::smallDeviationsKeepTheirDigits()
{
    // A region that is never empty, with a constant that is large beside its deviation.
    const std::vector<Moments> regions{{0.5, 1e8, 0}, {0.5, 0, 0}};
    const auto statistics = constantStatistics(regions, std::vector<double>{0, 0.5, 1},
                                               {1e-6, 10'000, EmptyRegionRule::Zero}, {});
    // n P R(n, ½) = 1 + 1/n + 3/n² + 13/n³ + 75/n⁴ + …
    const double inverse = 2e-4 * (1 + 1e-4 + 3e-8 + 13e-12 + 75e-16);
    QVERIFY(isClose(statistics[0].deviation, std::sqrt(1e-6 * inverse), 1e-13));
}

void TestFitSpread::exactStatisticsAreThoseOfManySets()
{
    QFETCH(const int, rule);
    const Setup setup("uniform", {0.1, 30, ruleOf(rule)}, 8);
    const auto exact = setup.statistics();
    constexpr std::uint32_t sets = 4000;
    std::vector<std::vector<double>> constants;
    for (std::uint32_t set = 1; set <= sets; ++set) {
        constants.push_back(setup.learned(set).second);
    }
    for (std::size_t i = 0; i < exact.size(); ++i) {
        const auto meanOf = [&](const auto& function) {
            double sum = 0;
            for (const std::vector<double>& one : constants) {
                sum += function(one[i]);
            }
            return sum / sets;
        };
        const double variance = std::pow(exact[i].deviation, 2);
        const auto square = [&](double c) { return std::pow(c - exact[i].mean, 2); };
        const double meanSquare = meanOf(square);
        const double spreadOfSquares =
            meanOf([&](double c) { return std::pow(square(c) - meanSquare, 2); });
        const double mean = meanOf([](double c) { return c; });
        constexpr double most = 4; // standard errors, in 48 comparisons
        QVERIFY(std::abs(mean - exact[i].mean) < most * exact[i].deviation / std::sqrt(sets));
        QVERIFY(std::abs(meanSquare - variance) < most * std::sqrt(spreadOfSquares / sets));
    }
}

void TestFitSpread::fitsAreLearnedFromTheirTrainingSets_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("rule");
    for (const char* kind : {"optimal", "level-set", "learned-quantile", "learned-tree"}) {
        for (const EmptyRegionRow& row : emptyRegionTable()) {
            QTest::addRow("%s, %s", kind, std::string(row.kind).c_str())
                << kind << static_cast<int>(row.rule);
        }
    }
}

void TestFitSpread::fitsAreLearnedFromTheirTrainingSets()
{
    QFETCH(const QString, kind);
    QFETCH(const int, rule);
    const Setup setup(kind.toStdString(), {0.1, 40, ruleOf(rule)}, 25);
    const FitSpread spread = setup.spread(30);
    QCOMPARE(spread.fits.size(), std::size_t{30});
    for (std::size_t set = 0; set < spread.fits.size(); ++set) {
        const auto [partition, constants] = setup.learned(static_cast<std::uint32_t>(set) + 1);
        const StepFunction& fit = spread.fits[set];
        QVERIFY(*fit.boundaries == partition.boundaries);
        for (std::size_t cell = 0; cell < fit.constants->size(); ++cell) {
            const double expected = constants[partition.owner(cell)];
            QVERIFY(std::abs((*fit.constants)[cell] - expected) < 1e-13);
        }
    }
}

void TestFitSpread::statisticsAreOverAllTrainingSets_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"optimal", "level-set", "learned-quantile"}) {
        QTest::newRow(kind) << kind;
    }
}

void TestFitSpread::statisticsAreOverAllTrainingSets()
{
    QFETCH(const QString, kind);
    const Setup setup(kind.toStdString(), {0.1, 40, EmptyRegionRule::Zero}, 12);
    constexpr int sets = 140; // more than are kept
    const FitSpread spread = setup.spread(sets);
    QCOMPARE(spread.fits.size(), std::size_t{100});
    QCOMPARE(spread.simulated.trainingSets, sets);
    QCOMPARE(spread.exact.has_value(), !kind.startsWith(QStringLiteral("learned")));
    const std::vector<double>& places = *spread.simulated.boundaries;
    std::vector<std::vector<double>> values(places.size() - 1);
    for (std::uint32_t set = 1; set <= sets; ++set) {
        const auto [partition, constants] = setup.learned(set);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double middle = (places[i] + places[i + 1]) / 2;
            const auto right =
                std::upper_bound(partition.boundaries.begin(), partition.boundaries.end(), middle);
            const auto cell = static_cast<std::size_t>(right - partition.boundaries.begin()) - 1;
            values[i].push_back(constants[partition.owner(cell)]);
        }
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double mean = std::accumulate(values[i].begin(), values[i].end(), 0.0) / sets;
        double squares = 0;
        for (const double value : values[i]) {
            squares += std::pow(value - mean, 2);
        }
        QVERIFY(std::abs(spread.simulated.mean[i] - mean) < 1e-12);
        QVERIFY(std::abs(spread.simulated.deviation[i] - std::sqrt(squares / (sets - 1))) < 1e-12);
    }
}

void TestFitSpread::fitsAreThoseOfTheSimulatedErrors()
{
    const Setup setup("optimal", {0.1, 50, EmptyRegionRule::Mean}, 10);
    const FitSpread spread = setup.spread(60);
    double sum = 0;
    for (const StepFunction& fit : spread.fits) {
        for (std::size_t i = 0; i < fit.constants->size(); ++i) {
            const Moments& region = setup.exact.regions[i];
            sum += region.probability * std::pow((*fit.constants)[i] - region.mean, 2);
        }
    }
    const SimulatedRow row =
        simulate(setup.sampler, {setup.experiment, setup.segmentation, {10}, 7, 60}, {}, unwatched)
            .front();
    QVERIFY(isClose(sum / 60, row.estimation.estimate.mean, 1e-11));
}

void TestFitSpread::threadsDoNotMatter_data()
{
    statisticsAreOverAllTrainingSets_data();
}

void TestFitSpread::threadsDoNotMatter()
{
    QFETCH(const QString, kind);
    const Setup setup(kind.toStdString(), {0.1, 700, EmptyRegionRule::Nearest}, 600);
    const FitSpread first = withThreads(1, [&] { return setup.spread(25); });
    for (const int threads : threadCounts) {
        const FitSpread spread = withThreads(threads, [&] { return setup.spread(25); });
        QVERIFY(areTheSame(spread.simulated, first.simulated));
        for (std::size_t i = 0; i < spread.fits.size(); ++i) {
            QVERIFY(*spread.fits[i].constants == *first.fits[i].constants);
        }
    }
}

void TestFitSpread::theSpreadGrowsWhileItIsSimulated()
{
    for (const char* kind : {"uniform", "learned-quantile"}) {
        const Setup setup(kind, {0.1, 40, EmptyRegionRule::Zero}, 6);
        std::vector<FitSpread> stages;
        const FitSpread whole =
            setup.spread(45, [&](const FitSpread& spread, double) { stages.push_back(spread); });
        QCOMPARE(stages.size(), std::size_t{3});
        QVERIFY(stages[0].fits.empty());
        for (const std::size_t i : {std::size_t{1}, std::size_t{2}}) {
            const std::size_t sets = i == 1 ? 10 : 30;
            QCOMPARE(stages[i].fits.size(), sets);
            QVERIFY(areTheSame(stages[i].simulated, statisticsOfFirst(whole, sets)));
        }
        QVERIFY(areTheSame(whole.simulated, statisticsOfFirst(whole, 45)));
        QCOMPARE(statisticsOfFirst(whole, 1).deviation.front(), 0.0);
    }
}

void TestFitSpread::keptFitsAreFewWhereTheyAreLarge()
{
    const Setup setup("uniform", {0.1, 20, EmptyRegionRule::Zero}, limits::maximumExperts);
    const FitSpread spread = setup.spread(12);
    QCOMPARE(spread.fits.size(), std::size_t{2});
    QCOMPARE(spread.simulated.trainingSets, 12);
    QCOMPARE(statisticsOfFirst(spread, 10).trainingSets, 2);
}

void TestFitSpread::aStepFunctionHoldsToTheRight()
{
    const StepFunction fit{
        std::make_shared<const std::vector<double>>(std::vector<double>{-1, 0, 2, 3}),
        std::make_shared<const std::vector<double>>(std::vector<double>{5, 7, 9})};
    QCOMPARE(fit(-1), 5.0);
    QCOMPARE(fit(std::nextafter(0.0, -1.0)), 5.0);
    QCOMPARE(fit(0), 7.0);
    QCOMPARE(fit(2), 9.0);
    QCOMPARE(fit(3), 9.0);
}

void TestFitSpread::aThrowFromTheCheckpointEndsIt()
{
    for (const char* kind : {"uniform", "learned-quantile"}) {
        const Setup setup(kind, {0.1, 1000, EmptyRegionRule::Zero}, 6);
        const Checkpoint stopped = [](double share) {
            if (share > 0.3) {
                throw Cancelled{};
            }
        };
        QVERIFY_EXCEPTION_THROWN((void)setup.spread(100, unseen, stopped), Cancelled);
    }
}

void TestFitSpread::aResultHasItForWhoAsks()
{
    Scenario scenario = defaultScenario();
    scenario.trainingSets = 15;
    ComputeCache cache;
    const ResultParts wanted{ResultPart::FitSpread};
    QVERIFY(compute(scenario, {}, cache).fitSpread == nullptr);
    const Result first = compute(scenario, {}, cache, wanted);
    QVERIFY(first.fitSpread != nullptr);
    QCOMPARE(first.fitSpread->simulated.trainingSets, 15);
    QVERIFY(compute(scenario, {}, cache, wanted).fitSpread == first.fitSpread);
    for (const auto& change : std::vector<std::function<void(Scenario&)>>{
             [](Scenario& s) { s.experts = 3; }, [](Scenario& s) { s.seed = 2; },
             [](Scenario& s) { s.samples = 100; }, [](Scenario& s) { s.noiseVariance = 1; },
             [](Scenario& s) { s.segmentation = segmentation("uniform"); },
             [](Scenario& s) { s.trainingSets = 16; }}) {
        Scenario changed = scenario;
        change(changed);
        const auto kept = compute(changed, {}, cache, wanted).fitSpread;
        const auto fresh = compute(changed, {}, wanted).fitSpread;
        QVERIFY(areTheSame(kept->simulated, fresh->simulated));
        QVERIFY(!areTheSame(kept->simulated, first.fitSpread->simulated));
    }
    scenario.trainingSets = 0;
    const auto alone = compute(scenario, {}, wanted).fitSpread;
    QVERIFY(alone->exact && alone->fits.empty());
    QCOMPARE(alone->simulated.trainingSets, 0);
}

QTEST_APPLESS_MAIN(TestFitSpread)
#include "test_fit_spread.moc"
