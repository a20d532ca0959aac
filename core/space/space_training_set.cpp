// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/space_training_set.h"

#include "core/random.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tradeoff {

namespace {

/// Samples between two checkpoints, and between two sums.
constexpr Eigen::Index chunk = 1 << 16;

/// Calls `work` for each stretch of samples, with its first one and their number.
template <class Work>
void inChunks(Eigen::Index samples, const Checkpoint& checkpoint, const Work& work)
{
    for (Eigen::Index first = 0; first < samples; first += chunk) {
        if (checkpoint) {
            checkpoint(static_cast<double>(first) / static_cast<double>(samples));
        }
        work(first, std::min(chunk, samples - first));
    }
}

} // namespace

SpaceTrainingInputs drawSpaceInputs(const SpaceProblem& problem, const SampleStretch& stretch,
                                    const Checkpoint& checkpoint)
{
    const TrainingSetKey& key = stretch.key;
    const Eigen::Index samples = stretch.count;
    auto x = std::make_shared<Points>(samples, static_cast<Eigen::Index>(problem.dimensions()));
    SpaceTrainingInputs inputs;
    inputs.noise.resize(samples);
    inChunks(samples, checkpoint, [&](Eigen::Index first, Eigen::Index count) {
        const auto place = static_cast<std::uint64_t>(stretch.first + first);
        const auto size = static_cast<std::size_t>(count);
        x->middleRows(first, count) = drawPoints(problem.density(), problem.dimensions(),
                                                 {key.seed, key.number, place}, size);
        const std::span<double> noise(inputs.noise.data() + first, size);
        std::vector<double> unused(size);
        drawSamples(key.seed, key.number, place, unused, noise);
        normalQuantiles(noise);
    });
    inputs.x = std::move(x);
    return inputs;
}

SpaceTrainingSet makeSpaceTrainingSet(const SpaceProblem& problem,
                                      const SpaceTrainingInputs& inputs, double noiseVariance)
{
    SpaceTrainingSet set{inputs.x, Eigen::ArrayXd(inputs.x->rows()), {}};
    const double deviation = std::sqrt(noiseVariance);
    const Eigen::Index samples = set.y.size();
    tbb::parallel_for(Eigen::Index{0}, (samples + chunk - 1) / chunk, [&](Eigen::Index part) {
        const Eigen::Index first = part * chunk;
        const Eigen::Index count = std::min(chunk, samples - first);
        auto y = set.y.segment(first, count);
        problem.target().values(inputs.x->middleRows(first, count), y);
        y += deviation * inputs.noise.segment(first, count);
    });
    set.rangeOfY = {set.y.minCoeff(), set.y.maxCoeff()};
    return set;
}

void addSamples(const Eigen::Ref<const Eigen::ArrayXd>& y, std::span<const std::uint32_t> owners,
                std::span<RegionSamples> regions)
{
    for (std::size_t i = 0; i < owners.size(); ++i) {
        // Welford 1962: no differences of squares.
        RegionSamples& region = regions[owners[i]];
        const double value = y(static_cast<Eigen::Index>(i));
        const double gap = value - region.mean;
        ++region.count;
        region.mean += gap / static_cast<double>(region.count);
        region.squares += gap * (value - region.mean);
    }
}

std::vector<RegionSamples> regionSamples(const SpaceTrainingSet& trainingSet,
                                         const RegionsOfPoints& regionsOf, std::size_t count,
                                         const Checkpoint& checkpoint)
{
    std::vector<RegionSamples> result(count);
    std::vector<std::uint32_t> owners(
        static_cast<std::size_t>(std::min(chunk, trainingSet.y.size())));
    inChunks(trainingSet.y.size(), checkpoint, [&](Eigen::Index first, Eigen::Index size) {
        const std::span<std::uint32_t> part(owners.data(), static_cast<std::size_t>(size));
        regionsOf(trainingSet.x->middleRows(first, size), part);
        addSamples(trainingSet.y.segment(first, size), part, result);
    });
    return result;
}

} // namespace tradeoff
