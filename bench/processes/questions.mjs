// Questions to a process that the bench started, and their answers, over the channel that Node opens between the two.

/** In the started process: answers by the name of the question. */
export function answerQuestions(handlers) {
  process.on('message', ({ id, question, content }) => {
    void Promise.resolve()
      .then(() => handlers[question](content))
      .then(
        (answer) => process.send({ id, answer }),
        (error) => process.send({ id, failure: String(error?.stack ?? error) }),
      );
  });
}

let asked = 0;

/** In the bench. */
export function ask(child, question, content) {
  const id = ++asked;
  return new Promise((resolve, reject) => {
    const settle = (act) => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      act();
    };
    const onMessage = (message) => {
      if (message.id !== id) return;
      settle(() => ('failure' in message ? reject(new Error(message.failure)) : resolve(message.answer)));
    };
    const onExit = () => settle(() => reject(new Error(`The process ended before it answered "${question}".`)));
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.send({ id, question, content });
  });
}
