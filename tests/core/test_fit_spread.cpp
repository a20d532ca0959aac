// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "core/figure.h"
#include "core/figure_parts.h"
#include "tests/core/fit_experiment.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tradeoff;
using namespace tradeoff::test;

namespace {

bool areTheSame(const FitStatistics& a, const FitStatistics& b)
{
    return a.trainingSets == b.trainingSets && *a.boundaries == *b.boundaries && a.mean == b.mean &&
           a.deviation == b.deviation;
}

const Curve* curveOf(const Figure& figure, Role role)
{
    const auto found = std::ranges::find(figure.curves, role, &Curve::role);
    return found == figure.curves.end() ? nullptr : &*found;
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

Result resultWithFits(const char* kind)
{
    Scenario scenario = defaultScenario();
    scenario.segmentation = segmentation(kind);
    scenario.trainingSets = 120;
    return compute(scenario, {}, {ResultPart::FitSpread});
}

Figure spreadOf(const Result& result, int fits)
{
    return figureRow("spread").make(result, {{}, {}, std::nullopt, fits});
}

} // namespace

class TestFitSpread : public QObject {
    Q_OBJECT

private slots:
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
    void spreadShowsTheStatistics();
    void spreadOfLearnedRegionsIsSimulated();
    void spreadOfOtherRegionsCanBeShown();
    void theFitIsTheSpreadWhereFitsAreAskedFor();
};

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
    const FitExperiment setup(kind.toStdString(), {0.1, 40, ruleOf(rule)}, 25);
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
    const FitExperiment setup(kind.toStdString(), {0.1, 40, EmptyRegionRule::Zero}, 12);
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
    const FitExperiment setup("optimal", {0.1, 50, EmptyRegionRule::Mean}, 10);
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
    const FitExperiment setup(kind.toStdString(), {0.1, 700, EmptyRegionRule::Nearest}, 600);
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
        const FitExperiment setup(kind, {0.1, 40, EmptyRegionRule::Zero}, 6);
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
    const FitExperiment setup("uniform", {0.1, 20, EmptyRegionRule::Zero}, limits::maximumExperts);
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
        const FitExperiment setup(kind, {0.1, 1000, EmptyRegionRule::Zero}, 6);
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

void TestFitSpread::spreadShowsTheStatistics()
{
    const Result result = resultWithFits("uniform");
    const FitSpread& spread = *result.fitSpread;
    for (const int fits : {0, 30, 100, 101}) {
        const bool areAll = fits == 0 || fits > 100;
        const Figure figure = spreadOf(result, fits);
        QCOMPARE(figure.bundles.front().steps.size(), std::size_t(areAll ? 100 : fits));
        QCOMPARE(figure.bundles.front().label,
                 areAll ? std::string("100 of 120 fits") : std::to_string(fits) + " fits");
        const FitStatistics simulated =
            areAll ? spread.simulated : statisticsOfFirst(spread, std::size_t(fits));
        const Curve* bars = curveOf(figure, Role::Simulation);
        QVERIFY(contains(bars->label, std::to_string(areAll ? 120 : fits) + " fits"));
        QVERIFY(bars->y == simulated.mean && bars->bars == simulated.deviation);
        QVERIFY(curveOf(figure, Role::MeanFit)->y == spread.exact->mean);
        const Band& band = figure.bands.front();
        for (std::size_t i = 0; i < band.low.size(); ++i) {
            const auto [mean, deviation] =
                std::pair(spread.exact->mean[i], spread.exact->deviation[i]);
            QCOMPARE(band.low[i], mean - deviation);
            QCOMPARE(band.high[i], mean + deviation);
        }
    }
    // Bars so near to each other that they could not be told apart are left out.
    Scenario fine = result.scenario;
    fine.experts = 1000;
    const Figure many = spreadOf(compute(fine, {}, {ResultPart::FitSpread}), 0);
    QVERIFY(curveOf(many, Role::Simulation)->x.size() <= 51);
    QVERIFY(curveOf(many, Role::Simulation)->x.size() >= 40);
}

void TestFitSpread::spreadOfLearnedRegionsIsSimulated()
{
    const Result result = resultWithFits("learned-quantile");
    const Figure figure = spreadOf(result, 0);
    QVERIFY(curveOf(figure, Role::Simulation) == nullptr);
    QVERIFY(curveOf(figure, Role::MeanFit)->y == result.fitSpread->simulated.mean);
    QVERIFY(contains(figure.bands.front().label, "of 120 fits"));
    QVERIFY(!contains(figure.summary, "expected"));
    // The estimation error's parts, where there is a formula.
    const Result exact = resultWithFits("uniform");
    double bias = 0;
    double variance = 0;
    for (std::size_t i = 0; i < exact.regions.size(); ++i) {
        const Region& region = exact.regions[i];
        bias += region.probability * std::pow(exact.fitSpread->exact->mean[i] - region.constant, 2);
        variance += region.probability * std::pow(exact.fitSpread->exact->deviation[i], 2);
    }
    QVERIFY(isClose(bias + variance, exact.errors.estimation, 1e-9));
    QVERIFY(isClose(exact.fitSpread->squaredBias, bias, 1e-12));
    QVERIFY(isClose(exact.fitSpread->variance, variance, 1e-12));
    const std::string summary = spreadOf(exact, 0).summary;
    QVERIFY(contains(summary, "mean fit, " + shortNumber(bias) + ","));
    QVERIFY(contains(summary, "of the fits, " + shortNumber(variance) + "."));
}

/// While new fits are on their way a window shows the last ones with the new regions.
void TestFitSpread::spreadOfOtherRegionsCanBeShown()
{
    Result result = resultWithFits("uniform");
    const std::shared_ptr<const FitSpread> last = result.fitSpread;
    for (const int experts : {1, 300}) {
        Scenario scenario = result.scenario;
        scenario.experts = experts;
        result = compute(scenario);
        result.fitSpread = last;
        const Figure figure = spreadOf(result, 0);
        QVERIFY(curveOf(figure, Role::MeanFit)->y == last->exact->mean);
        QCOMPARE(figure.boundaries.positions.size(), std::size_t(experts - 1));
        QVERIFY(contains(figure.summary, "of the fits, " + shortNumber(last->variance) + "."));
    }
}

void TestFitSpread::theFitIsTheSpreadWhereFitsAreAskedFor()
{
    const Result result = resultWithFits("uniform");
    const FigureRow& row = figureRow("fit");
    QCOMPARE(row.make(result, row.view).name, std::string("fit"));
    QVERIFY(row.make(result, row.view).bundles.empty());
    const Figure ten = row.make(result, {{}, {}, std::nullopt, 10});
    QCOMPARE(ten.name, std::string("spread"));
    QCOMPARE(ten.bundles.front().steps.size(), std::size_t{10});
    QCOMPARE(ten.y.range, row.make(result, row.view).y.range); // the axes hold still
}

QTEST_APPLESS_MAIN(TestFitSpread)
#include "test_fit_spread.moc"
