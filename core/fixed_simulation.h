// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cell_sums.h"
#include "core/interval_errors.h"
#include "core/lanes.h"
#include "core/monte_carlo.h"
#include "core/partition.h"
#include "core/sample_cells.h"
#include "core/simulated_samples.h"
#include "core/sweep.h"
#include "core/training_set.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tradeoff {

/// Estimation and training errors of simulated training sets, learned with the same samples for
/// many partitions that do not depend on them.
///
/// Each sample is drawn and put into its cell once; running sums of y − E β over the cells then
/// give the sum over any region of any partition as a difference of two of them (about 1e-16 n of
/// rounding in a sum). A few training sets lie side by side, so that each step is one on vectors.
class FixedSimulation {
public:
    using Sums = CellSums::Sums;

    FixedSimulation(const InputSampler& sampler, const Simulation& simulation);

    /// What is learned for a region.
    struct alignas(sizeof(Lanes)) Constant {
        Lanes value; ///< ĉ − E β
    };

    /// The nearest region with samples on one side: for each lane another one.
    struct alignas(2 * sizeof(Lanes)) Neighbour {
        Lanes middle; ///< ±∞ where there is none
        Lanes constant;
    };

    struct Errors {
        Lanes estimation; ///< Σ P_i (ĉ_i − c_i)²
        Lanes training;   ///< Σ (y − ĉ)² / n
    };

    /// Σ P_i v_i of each partition.
    [[nodiscard]] const std::vector<double>& approximations() const { return m_approximations; }

    /// Consecutive samples of a training set.
    struct Block {
        static constexpr std::size_t size = 256; ///< at most
        std::array<double, size> x{};
        std::array<double, size> y{};
        std::array<double, size> residuals{}; ///< y − E β
        std::array<std::uint32_t, size> cells{};
    };

    /// A thread's training sets; to be made once and used again and again.
    struct Workspace {
        Workspace(std::size_t sampleCells, std::size_t partitions, std::size_t mostRegions);

        Block block; ///< the one that is put into its cells
        CellSums cells;
        std::vector<ConstantSums> sums; ///< of each partition
        std::vector<Errors> errors;     ///< likewise
        std::vector<Sums> regions;
        std::vector<Constant> constants;
        std::vector<Neighbour> below;
        Lanes squares; ///< Σ (y − E β)²
        Lanes standIn; ///< ĉ − E β of regions without samples, but where the rule is "nearest"
    };
    [[nodiscard]] Workspace workspace() const;

    /// Draws consecutive training sets, at most as many as there are lanes.
    void draw(std::uint32_t firstSet, std::size_t sets, Workspace& space,
              const Checkpoint& checkpoint) const;

    /// The errors of the drawn training sets with each of the partitions. Valid until the workspace
    /// is used again.
    [[nodiscard]] std::span<const Errors> errors(Workspace& space,
                                                 const Checkpoint& checkpoint) const;

    /// What the drawn training sets teach one of the partitions, for each of its regions. Valid
    /// until the workspace is used again.
    [[nodiscard]] std::span<const Constant> constants(std::size_t partition,
                                                      Workspace& space) const;
    /// E β, to be added to the constants.
    [[nodiscard]] double center() const { return m_center; }

private:
    /// Cells and regions of all partitions, one partition after the other.
    struct Regions {
        Regions(const std::vector<Partition>& partitions, EmptyRegionRule rule);

        std::vector<std::size_t> firstCells; ///< of each partition, and the end
        std::vector<std::uint32_t> ends;     ///< last of the sample cells of each cell
        std::vector<std::size_t> owners;     ///< of each cell; empty if all are of intervals
        std::vector<std::size_t> starts;     ///< first region of each partition, and the end
        std::vector<double> probabilities;
        std::vector<std::uint8_t> crowded;
        std::vector<double> means;   ///< c_i − E β
        std::vector<double> middles; ///< where the rule asks which are near each other; else empty
    };

    FixedSimulation(const InputSampler& sampler, const Simulation& simulation,
                    const std::vector<Partition>& partitions);
    void prepare(std::size_t index, const Partition& partition);
    void addBlock(std::uint32_t set, std::size_t first, std::size_t lane, Workspace& space) const;
    void sumRegions(std::size_t partition, Workspace& space) const;
    /// \param taken  gets what the constants take away from Σ (y − E β)²
    void learn(std::size_t partition, Workspace& space, Lanes& taken) const;
    /// Finds sums for a partition and some that follow.
    /// \returns the first one that is left
    std::size_t findSums(std::size_t partition, Workspace& space) const;
    void findSumsOf(std::size_t partition, Workspace& space) const;

    const Experiment& m_experiment;
    SampleSource m_source;
    std::shared_ptr<const SimulatedSamples> m_drawn; ///< may be empty
    double m_center;                                 ///< E β
    std::vector<double> m_approximations;
    SampleCells m_cells;
    Regions m_regions;
    std::size_t m_mostCells = 0;
};

} // namespace tradeoff
