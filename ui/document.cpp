// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document.h"

#include "core/data_choice.h"
#include "core/json_parse.h"
#include "core/scenario_json.h"
#include "ui/data_edits.h"
#include "ui/presets.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace tradeoff::ui {

namespace {

std::filesystem::path folderOf(const QString& fileName)
{
    return QFileInfo(fileName).absolutePath().toStdU16String();
}

const QString extension = QStringLiteral(".tradeoff.json");

InputError fileError(const QString& fileName, const QString& message)
{
    return InputError(
        {},
        QStringLiteral("%1: %2").arg(QDir::toNativeSeparators(fileName), message).toStdString());
}

QByteArray readAll(const QString& fileName)
{
    // Folders, pipes and devices could block or never end.
    const QFileInfo info(fileName);
    if (info.exists() && !info.isFile())
        throw fileError(fileName, Document::tr("is not a file; a scenario file is expected"));
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        throw fileError(fileName, file.errorString());
    // A little more than is accepted of a larger file, which the reader refuses then.
    return file.read(static_cast<qint64>(limits::maximumJsonBytes) + 1);
}

} // namespace

Scenario readScenarioFile(const QString& fileName)
{
    const QByteArray text = readAll(fileName);
    try {
        const std::string_view json(text.constData(), static_cast<size_t>(text.size()));
        return withDataIn(readScenario(json), folderOf(fileName));
    } catch (const InputError& error) {
        throw fileError(QFileInfo(fileName).fileName(), QString::fromStdString(error.line()));
    }
}

Document::Document(ScenarioStore& store, RecentFiles& recent, DocumentQuestions questions,
                   QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_recent(recent)
    , m_questions(std::move(questions))
{
    connect(store.history(), &QUndoStack::cleanChanged, this, &Document::titleChanged);
    connect(&store, &ScenarioStore::scenarioChanged, this, &Document::followScenario);
    followScenario();
}

void Document::followScenario()
{
    const QString preset = presetOf(m_store.scenario());
    if (!preset.isEmpty())
        m_presetName = preset;
    emit titleChanged();
}

QString Document::name() const
{
    if (m_fileName.isEmpty())
        return m_presetName.isEmpty() ? tr("Untitled") : m_presetName;
    QString name = QFileInfo(m_fileName).fileName();
    if (name.endsWith(extension))
        name.chop(extension.size());
    return name;
}

bool Document::isModified() const
{
    if (m_store.history()->isClean())
        return false;
    return !m_fileName.isEmpty() || presetOf(m_store.scenario()).isEmpty();
}

void Document::startNew()
{
    if (mayBeLeft())
        startWith(startScenario(), {});
}

void Document::startWith(const Scenario& scenario, const QString& fileName)
{
    if (!scenario.data || !m_loadData) {
        take(scenario, fileName);
        return;
    }
    m_loadData(scenario, [this, fileName](const Scenario& loaded) { take(loaded, fileName); });
}

void Document::take(const Scenario& scenario, const QString& fileName)
{
    if (const auto error = m_store.reset(scenario)) {
        emit failed(QString::fromStdString(error->line()));
        return;
    }
    if (!fileName.isEmpty())
        m_recent.add(fileName);
    setFileName(fileName);
    emit succeeded({});
}

void Document::open()
{
    const QString fileName = m_questions.fileToOpen();
    if (!fileName.isEmpty())
        openFile(fileName);
}

void Document::importData(const QString& fileName)
{
    try {
        const std::optional<DataChoice> data = m_questions.dataToImport(fileName);
        if (!data)
            return;
        const Scenario wanted = withData(m_store.scenario(), *data);
        validate(wanted);
        m_loadData(wanted, [this, fileName](const Scenario& loaded) {
            m_recent.add(QFileInfo(fileName).absoluteFilePath());
            m_store.apply(loaded, {}, tr("open data"));
        });
    } catch (const InputError& error) {
        if (!QFileInfo::exists(fileName))
            m_recent.remove(fileName);
        emit failed(tr("Not opened: %1: %2")
                        .arg(QFileInfo(fileName).fileName(), QString::fromStdString(error.line())));
    }
}

void Document::useFormula()
{
    m_store.apply(withoutData(m_store.scenario()), {}, tr("use a formula"));
}

void Document::openFile(const QString& fileName)
{
    if (isDataFile(fileName) && m_questions.dataToImport && m_loadData) {
        importData(fileName);
        return;
    }
    Scenario scenario;
    try {
        // Read first: a refused file is no reason to ask about unsaved changes.
        scenario = readScenarioFile(fileName);
        validate(scenario);
    } catch (const InputError& error) {
        if (!QFileInfo::exists(fileName))
            m_recent.remove(fileName);
        emit failed(tr("Not opened: %1").arg(QString::fromStdString(error.line())));
        return;
    }
    if (!mayBeLeft())
        return;
    startWith(scenario, QFileInfo(fileName).absoluteFilePath());
    if (!scenario.data) // else it is still being read
        emit succeeded(tr("Opened %1").arg(QDir::toNativeSeparators(m_fileName)));
}

bool Document::save()
{
    return m_fileName.isEmpty() ? saveAs() : writeTo(m_fileName);
}

bool Document::saveAs()
{
    const QString proposal = m_fileName.isEmpty() ? tr("experiment") + extension : m_fileName;
    QString fileName = m_questions.fileToSave(proposal);
    if (fileName.isEmpty())
        return false;
    if (!fileName.endsWith(QLatin1String(".json")))
        fileName += extension;
    return writeTo(fileName);
}

bool Document::writeTo(const QString& fileName)
{
    const std::string text =
        writeScenario(withDataRelativeTo(m_store.scenario(), folderOf(fileName)));
    QSaveFile file(fileName);
    const auto size = static_cast<qint64>(text.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), size) != size ||
        !file.commit()) {
        emit failed(
            tr("Not saved: %1: %2").arg(QDir::toNativeSeparators(fileName), file.errorString()));
        return false;
    }
    m_store.history()->setClean();
    setFileName(QFileInfo(fileName).absoluteFilePath());
    m_recent.add(m_fileName);
    emit succeeded(tr("Saved %1").arg(QDir::toNativeSeparators(m_fileName)));
    return true;
}

bool Document::mayBeLeft()
{
    if (!isModified())
        return true;
    switch (m_questions.unsavedChanges(name())) {
    case UnsavedAnswer::Save:
        return save();
    case UnsavedAnswer::Discard:
        return true;
    case UnsavedAnswer::Cancel:
        return false;
    }
    return false;
}

void Document::setFileName(const QString& fileName)
{
    m_fileName = fileName;
    emit titleChanged();
}

} // namespace tradeoff::ui
