// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/partition.h"
#include "core/sample_cells.h"
#include "core/sweep.h"
#include "core/training_set.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tradeoff {

/// Estimation and training errors of simulated training sets, learned with the same samples for
/// many partitions that do not depend on them.
///
/// Each sample is drawn and put into its cell once; running sums over the cells then give the sum
/// over any region of any partition as a difference of two of them (about 1e-16 n of rounding in a
/// sum). Four training sets lie side by side, so that each step is one on vectors and a cell is one
/// line of the processor's cache.
class FixedSimulation {
public:
    static constexpr std::size_t lanes = 4;
    /// One number for each training set; the compiler does arithmetic on all at once.
    using Lanes = double __attribute__((vector_size(lanes * sizeof(double))));

    /// What lies in a cell or a region.
    struct alignas(2 * sizeof(Lanes)) Sums {
        Lanes sum{};   ///< of y − E β
        Lanes count{}; ///< of samples
    };
    FixedSimulation(const InputSampler& sampler, const Experiment& experiment,
                    std::span<const int> experts, std::uint64_t seed);

    /// What is learned for a region.
    struct alignas(sizeof(Lanes)) Constant {
        Lanes value{}; ///< ĉ − E β
    };

    struct Learned {
        Lanes estimation{}; ///< Σ P_i (ĉ_i − c_i)²
        Lanes fitted{};     ///< what the means take away from Σ (y − E β)²
    };

    /// Σ P_i v_i of each partition.
    [[nodiscard]] const std::vector<double>& approximations() const { return m_approximations; }

    /// A thread's training sets; to be made once and used again and again.
    struct Workspace {
        std::vector<Sums> cells; ///< running sums: of the cell and all before
        std::vector<Sums> regions;
        std::vector<Constant> constants;
        std::vector<std::size_t> below;
        Lanes totals{};
        Lanes squares{};
        Lanes ifEmpty{}; ///< what stands for a mean without samples, unless a neighbour's does
    };
    [[nodiscard]] Workspace workspace() const;

    /// Draws consecutive training sets, at most as many as there are lanes.
    void draw(std::uint32_t firstSet, std::size_t sets, Workspace& space,
              const Checkpoint& checkpoint) const;

    struct Errors {
        Lanes estimation{};
        Lanes training{};
    };
    /// The errors of the drawn training sets with one of the partitions.
    [[nodiscard]] Errors errors(std::size_t partition, Workspace& space) const;

    /// What the drawn training sets teach one of the partitions, for each of its regions. Valid
    /// until the workspace is used again.
    [[nodiscard]] std::span<const Constant> constants(std::size_t partition,
                                                      Workspace& space) const;
    /// E β, to be added to the constants.
    [[nodiscard]] double center() const { return m_center; }

private:
    struct Regions {
        std::vector<std::uint32_t> ends; ///< of the partition's cells, places in the running sums
        std::vector<std::size_t> owners; ///< see Partition
        std::vector<double> probabilities;
        std::vector<double> means; ///< c_i − E β
        std::vector<double> nearness;
    };

    FixedSimulation(const InputSampler& sampler, const Experiment& experiment,
                    const std::vector<Partition>& partitions, std::uint64_t seed);
    void add(const Partition& partition);
    void addBlock(const TrainingSetKey& key, std::size_t first, std::size_t lane,
                  Workspace& space) const;
    void sumRegions(const Regions& regions, Workspace& space) const;
    void findConstants(const Regions& regions, Workspace& space) const;
    [[nodiscard]] Learned learn(const Regions& regions, Workspace& space) const;

    const InputSampler& m_sampler;
    const Experiment& m_experiment;
    std::uint64_t m_seed;
    double m_center; ///< E β
    std::vector<Regions> m_partitions;
    std::vector<double> m_approximations;
    SampleCells m_cells;
    std::size_t m_mostCells = 0;
};

} // namespace tradeoff
