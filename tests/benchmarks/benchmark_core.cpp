// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compute.h"
#include "core/learning.h"
#include "core/monte_carlo.h"
#include "core/sweep.h"
#include "tests/benchmarks/references.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <map>
#include <memory>
#include <numeric>
#include <vector>

// Each job of the core beside the obvious way of doing it, in one run.

namespace {

using namespace tradeoff;

const Checkpoint unwatched = [](double) {};

const std::shared_ptr<const Problem>& problem()
{
    const Scenario scenario = defaultScenario();
    static const auto kept =
        std::make_shared<const Problem>(scenario.domain, scenario.target, scenario.density);
    return kept;
}

Experiment experiment(const char* segmentation, EmptyRegionRule rule)
{
    Experiment result;
    result.problem = problem();
    result.segmenter =
        prepareSegmenter({problem()}, defaultChoice(segmentationRow(segmentation).option));
    result.setting = {0.1, 200, rule};
    return result;
}

std::vector<double> boundaries(int experts)
{
    return experiment("uniform", EmptyRegionRule::Zero).segmenter.boundaries(experts);
}

const InputSampler& sampler()
{
    static const Scenario scenario = defaultScenario();
    static const InputSampler kept(scenario.domain, scenario.density);
    return kept;
}

TrainingSet trainingSet(std::int64_t samples)
{
    return makeTrainingSet(*problem(), drawInputs(sampler(), {1}, samples, {}), 0.1);
}

/// The same, drawn once for the jobs that ask for the same number one after the other.
const TrainingSet& keptTrainingSet(std::int64_t samples)
{
    static std::map<std::int64_t, TrainingSet> kept;
    const auto [place, isNew] = kept.try_emplace(samples);
    if (isNew) {
        place->second = trainingSet(samples);
    }
    return place->second;
}

std::vector<int> upTo(int last)
{
    std::vector<int> numbers(static_cast<std::size_t>(last));
    std::iota(numbers.begin(), numbers.end(), 1);
    return numbers;
}

void makeProblem(benchmark::State& state)
{
    const Scenario scenario = defaultScenario();
    for (auto _ : state) {
        benchmark::DoNotOptimize(Problem(scenario.domain, scenario.target, scenario.density));
    }
}
BENCHMARK(makeProblem)->Unit(benchmark::kMicrosecond);

void regionMoments(benchmark::State& state)
{
    const std::vector<double> edges = boundaries(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        benchmark::DoNotOptimize(problem()->regionMoments(edges));
    }
}
BENCHMARK(regionMoments)->Arg(256)->Arg(4096)->Arg(100'000)->Unit(benchmark::kMicrosecond);

void regionMomentsPlain(benchmark::State& state)
{
    const std::vector<double> edges = boundaries(static_cast<int>(state.range(0)));
    const reference::PlainProblem plain = reference::plainProblem();
    for (auto _ : state) {
        benchmark::DoNotOptimize(reference::regionMoments(plain, edges));
    }
}
BENCHMARK(regionMomentsPlain)->Arg(256)->Arg(4096)->Arg(100'000)->Unit(benchmark::kMicrosecond);

/// The exact curve over m = 1, 2, … with everything prepared, as each move of n or noise costs.
void exactCurve(benchmark::State& state, const char* segmentation)
{
    const Experiment experts = experiment(segmentation, EmptyRegionRule::Zero);
    const TrainingSet set = trainingSet(200);
    const std::vector<int> numbers = upTo(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        benchmark::DoNotOptimize(sweep(experts, numbers, set, unwatched));
    }
}
BENCHMARK_CAPTURE(exactCurve, uniform, "uniform")
    ->Arg(200)
    ->Arg(2000)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(exactCurve, optimal, "optimal")
    ->Arg(200)
    ->Arg(2000)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

void exactCurvePlain(benchmark::State& state)
{
    const reference::PlainProblem plain = reference::plainProblem();
    const TrainingSet set = trainingSet(200);
    for (auto _ : state) {
        for (int experts = 1; experts <= state.range(0); ++experts) {
            const std::vector<double> edges = boundaries(experts);
            const std::vector<Moments> regions = reference::regionMoments(plain, edges);
            benchmark::DoNotOptimize(reference::estimationError(regions, 0.1, 200));
            benchmark::DoNotOptimize(reference::regionSums(*set.x, *set.y, edges));
        }
    }
}
BENCHMARK(exactCurvePlain)->Arg(200)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK(exactCurvePlain)
    ->Arg(2000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();

void estimation(benchmark::State& state, EmptyRegionRule rule)
{
    const std::vector<double> edges = boundaries(256);
    const std::vector<Moments> regions = problem()->regionMoments(edges);
    const LearningSetting setting{0.1, state.range(0), rule};
    for (auto _ : state) {
        benchmark::DoNotOptimize(estimationErrors(regions, edges, setting, {}));
    }
}
BENCHMARK_CAPTURE(estimation, zero, EmptyRegionRule::Zero)
    ->Arg(200)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(estimation, mean, EmptyRegionRule::Mean)->Arg(200)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(estimation, nearest, EmptyRegionRule::Nearest)
    ->Arg(200)
    ->Arg(10)
    ->Unit(benchmark::kMicrosecond);

/// All pairs of regions: few samples, and many experts in no regular order.
void estimationOfPairs(benchmark::State& state)
{
    const std::vector<double> edges =
        experiment("optimal", EmptyRegionRule::Nearest).segmenter.boundaries(4096);
    const std::vector<Moments> regions = problem()->regionMoments(edges);
    const LearningSetting setting{0.1, state.range(0), EmptyRegionRule::Nearest};
    for (auto _ : state) {
        benchmark::DoNotOptimize(estimationErrors(regions, edges, setting, {}));
    }
}
BENCHMARK(estimationOfPairs)->Arg(10)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();

void estimationPlain(benchmark::State& state)
{
    const std::vector<Moments> regions = problem()->regionMoments(boundaries(256));
    for (auto _ : state) {
        benchmark::DoNotOptimize(reference::estimationError(regions, 0.1, state.range(0)));
    }
}
BENCHMARK(estimationPlain)->Arg(200)->Unit(benchmark::kMicrosecond);

/// Counts, means and squares of m regions of n samples that were sorted once.
void regionMeans(benchmark::State& state)
{
    const TrainingSet& set = keptTrainingSet(state.range(0));
    const std::vector<double> edges = boundaries(static_cast<int>(state.range(1)));
    for (auto _ : state) {
        benchmark::DoNotOptimize(set.regions(edges));
    }
}

void regionMeansPlain(benchmark::State& state)
{
    const TrainingSet& set = keptTrainingSet(state.range(0));
    const std::vector<double> edges = boundaries(static_cast<int>(state.range(1)));
    for (auto _ : state) {
        benchmark::DoNotOptimize(reference::regionSums(*set.x, *set.y, edges));
    }
}

void sizes(benchmark::internal::Benchmark* job)
{
    job->ArgNames({"n", "m"})->Unit(benchmark::kMicrosecond);
    job->Args({200, 16})->Args({100'000, 16})->Args({100'000, 256});
    job->Args({10'000'000, 16})->Args({10'000'000, 256})->Args({10'000'000, 4096});
}
BENCHMARK(regionMeans)->Apply(sizes);
BENCHMARK(regionMeansPlain)->Apply(sizes);

void drawing(benchmark::State& state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(drawInputs(sampler(), {1}, state.range(0), {}));
    }
}
BENCHMARK(drawing)
    ->Arg(200)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

void drawingPlain(benchmark::State& state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(reference::drawInputs(state.range(0)));
    }
}
BENCHMARK(drawingPlain)
    ->Arg(200)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

void simulation(benchmark::State& state)
{
    const Experiment experts = experiment("uniform", EmptyRegionRule::Zero);
    for (auto _ : state) {
        benchmark::DoNotOptimize(simulate(sampler(), {experts, {}, {16}, 1, 1000}, {}, unwatched));
    }
}
BENCHMARK(simulation)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void simulationPlain(benchmark::State& state)
{
    const std::vector<double> edges = boundaries(16);
    const std::vector<Moments> regions = problem()->regionMoments(edges);
    const reference::PlainProblem plain = reference::plainProblem();
    for (auto _ : state) {
        benchmark::DoNotOptimize(reference::simulatedError(plain, regions, edges, 0.1, 200, 1000));
    }
}
BENCHMARK(simulationPlain)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void computeCold(benchmark::State& state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(compute(defaultScenario()));
    }
}
BENCHMARK(computeCold)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

/// What one tick of a slider costs, without the simulation: m moves alone, or n or noise with it.
void computeTick(benchmark::State& state, void (*move)(Scenario& scenario, int step))
{
    Scenario scenario = defaultScenario();
    scenario.trainingSets = 0;
    ComputeCache cache;
    int step = 0;
    for (auto _ : state) {
        move(scenario, ++step);
        benchmark::DoNotOptimize(compute(scenario, {}, cache));
    }
}
BENCHMARK_CAPTURE(computeTick, experts,
                  [](Scenario& scenario, int step) { scenario.experts = 1 + step % 100; })
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(computeTick, samples,
                  [](Scenario& scenario, int step) { scenario.samples = 100 + step % 100; })
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_CAPTURE(computeTick, noise,
                  [](Scenario& scenario, int step) { scenario.noiseVariance = step % 100 / 100.0; })
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

} // namespace
